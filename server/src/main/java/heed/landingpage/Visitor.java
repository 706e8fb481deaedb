package heed.landingpage;

import heed.rules.optout.Switch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who looks at a page, and what is known of them.
///
/// @param known did they come by a link of their own?
/// @param address the address the page is about, as it may be shown; null: none is shown
/// @param shown the switches that are on, each with the newest ledger entry behind it
/// @param services the services the page is about: the one it is linked to, else that of the link, else those offered
/// @param attributes of the person, by name
public record Visitor(boolean known, @Nullable String address, Map<Switch, Long> shown, List<ServiceBox> services,
        Map<String, String> attributes) {

    public Visitor {
        EnumMap<Switch, Long> ordered = new EnumMap<>(Switch.class);
        ordered.putAll(shown);
        shown = ordered;
        services = List.copyOf(services);
        attributes = new TreeMap<>(attributes);
    }

    /// Somebody of whom nothing is known.
    public static Visitor stranger(List<ServiceBox> services) {
        return new Visitor(false, null, Map.of(), services, Map.of());
    }

    /// Masked: no log holds an address or an attribute.
    @Override
    public String toString() {
        return "Visitor[known=" + known + ", shown=" + shown.keySet() + "]";
    }
}
