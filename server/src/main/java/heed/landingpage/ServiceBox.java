package heed.landingpage;

/// A service as a visitor sees it.
///
/// @param id of the service
/// @param name of the service
/// @param label what people call it
/// @param state of the visitor's subscription: `none`, `pending`, `active`, `expired`, `ended`
/// @param subscribed is it active?
/// @param seq the ledger entry behind that state; 0 where there is none
public record ServiceBox(int id, String name, String label, String state, boolean subscribed, long seq) {}
