package heed.landingpage;

import java.util.Map;
import java.util.TreeMap;

/// What stands around the controls of a page.
///
/// @param action where the form is posted to
/// @param hidden its hidden fields: the version, the time it was shown
/// @param errors what is wrong with a field, by its name; shown beside it. `form` is the whole
/// @param preview is it only looked at? Then nothing can be sent
public record FormFrame(String action, Map<String, String> hidden, Map<String, String> errors, boolean preview) {

    public FormFrame {
        hidden = new TreeMap<>(hidden);
        errors = new TreeMap<>(errors);
    }
}
