package heed.feedback;

/// Something came in. Published inside the transaction that stores it.
///
/// @param count how many
public record FeedbackStored(int count) {}
