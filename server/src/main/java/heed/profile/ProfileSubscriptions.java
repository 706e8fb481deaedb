package heed.profile;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a profile is subscribed to, for those who show profiles; the module that knows it is above this one.
public interface ProfileSubscriptions {

    /// The subscriptions of these profiles to living services, by profile id, in the order of the services' names;
    /// profiles that never had any are left out.
    Map<Integer, List<Subscribed>> of(Collection<Integer> profileIds);

    /// The living services, in the order of their names, up to a hundred: what people can be subscribed to.
    List<Offered> offered();

    /// A service.
    ///
    /// @param doubleOptIn whether the person is asked to confirm
    record Offered(String name, String label, boolean doubleOptIn) {}

    /// One subscription as the API shows it.
    ///
    /// @param service its name
    /// @param state `none`, `pending`, `active`, `expired` or `ended`, now
    /// @param since since when, or null for `none`
    /// @param until when an active one ends or an expired one ended; null: never
    /// @param source where it came from
    record Subscribed(String service, String state, @Nullable Instant since, @Nullable Instant until,
            @Nullable String source) {}
}
