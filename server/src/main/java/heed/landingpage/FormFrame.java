package heed.landingpage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What stands around the controls of a page.
///
/// @param action where the form is posted to
/// @param hidden its hidden fields: the version, the time it was shown
/// @param errors what is wrong with a field, by its name (`email`, `services`, `switches`), in the page's language; shown
///         beside it. `form`: what is wrong with the whole
/// @param preview is it only looked at? Then nothing can be sent
/// @param ticked the boxes that are ticked in a form that came back, as `wanted=email`, `service=7`; null: as they are
///         today
public record FormFrame(String action, Map<String, String> hidden, Map<String, String> errors, boolean preview,
        @Nullable Set<String> ticked) {

    public FormFrame {
        hidden = new TreeMap<>(hidden);
        errors = new TreeMap<>(errors);
        ticked = ticked == null ? null : Set.copyOf(ticked);
    }

    /// A form that is shown for the first time, or that came back without any box.
    public FormFrame(String action, Map<String, String> hidden, Map<String, String> errors, boolean preview) {
        this(action, hidden, errors, preview, null);
    }

    /// What somebody looks at and cannot send.
    public static FormFrame looking() {
        return new FormFrame("", Map.of(), Map.of(), true);
    }

    /// What is wrong with the field; null where nothing is.
    @Nullable
    String error(String field) {
        return errors.get(field);
    }
}
