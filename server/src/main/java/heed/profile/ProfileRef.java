package heed.profile;

/// Whom a key reaches.
///
/// @param id the profile's id
/// @param key the profile's own key; another than the one asked for when that is an alias
/// @param deleted it was deleted: no addresses, no attributes, in no audience; its opt-outs and history remain
/// @param unconfirmed it waits for its double opt-in
/// @param alias the key asked for was merged into this profile
/// @param moved it was itself merged since the keys were looked up; never seen outside of [ProfileKeyStore]
public record ProfileRef(int id, String key, boolean deleted, boolean unconfirmed, boolean alias, boolean moved) {}
