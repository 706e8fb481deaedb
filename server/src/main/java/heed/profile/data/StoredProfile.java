package heed.profile.data;

import heed.rules.Channel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A profile as it is stored, locked.
///
/// @param id its id
/// @param key its key
/// @param body its data; `unconfirmed` is its present state
/// @param addressIds the ids of its addresses, in the order of the body
/// @param deleted was it deleted?
/// @param mergedInto the key of the profile it was merged into, or null
/// @param version the ledger entry that last changed its data
record StoredProfile(int id, String key, ProfileBody body, Map<Channel, List<Integer>> addressIds, boolean deleted,
        @Nullable String mergedInto, long version) {}
