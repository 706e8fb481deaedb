package heed.subscription.growth;

import java.time.LocalDate;

/// A day of a service.
///
/// @param day of UTC
/// @param active how many were active at its end; on the present day, how many are
/// @param joined how many became active on it
/// @param left how many were active no longer: unsubscribed, expired, deleted
public record GrowthDay(LocalDate day, long active, long joined, long left) {}
