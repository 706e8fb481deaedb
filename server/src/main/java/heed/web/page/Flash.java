package heed.web.page;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What the page after a change says: what was done, and how to undo it.
///
/// @param kind `success`, `info` or `danger`
/// @param key the key of its text
/// @param arguments what the text names
/// @param undo the form that undoes it, null where nothing does
public record Flash(String kind, String key, List<Object> arguments, @Nullable Undo undo) implements Serializable {

    private static final String NAME = "flash";

    /// A form of one button that undoes a change.
    ///
    /// @param action where it is posted to
    /// @param fields its hidden fields
    public record Undo(String action, Map<String, String> fields) implements Serializable {
        public Undo {
            fields = new TreeMap<>(fields);
        }

        /// Masked: fields hold what was typed, and no log holds an address.
        @Override
        public String toString() {
            return "Undo[" + fields.keySet() + "]";
        }
    }

    public Flash {
        arguments = List.copyOf(arguments);
    }

    /// Something was done.
    public static Flash done(String key, Object... arguments) {
        return new Flash("success", key, List.of(arguments), null);
    }

    /// Nothing had to be done.
    public static Flash nothing(String key, Object... arguments) {
        return new Flash("info", key, List.of(arguments), null);
    }

    /// It was refused.
    public static Flash refused(String key, Object... arguments) {
        return new Flash("danger", key, List.of(arguments), null);
    }

    /// The same with a button that undoes it.
    public Flash undo(String action, Map<String, String> fields) {
        return new Flash(kind, key, arguments, new Undo(action, fields));
    }

    /// Shown by the page that the redirect leads to.
    public void on(RedirectAttributes redirect) {
        redirect.addFlashAttribute(NAME, this);
    }

    /// The arguments as the template's message expression takes them.
    public Object[] argumentArray() {
        return arguments.toArray();
    }

    /// Masked: what the text names may be an address, and no log holds one.
    @Override
    public String toString() {
        return "Flash[" + kind + ", " + key + "]";
    }
}
