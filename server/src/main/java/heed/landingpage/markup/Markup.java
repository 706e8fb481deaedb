package heed.landingpage.markup;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Elements of forms as HTML. Whatever comes in as text is escaped here.
public final class Markup {

    private Markup() {
    }

    /// An element without content: `<input type="hidden" name="act" value="submit">`.
    ///
    /// @param attributes in this order; of one that is empty only the name is written, and none where it is null
    public static String empty(String element, Map<String, @Nullable String> attributes) {
        StringBuilder html = new StringBuilder("<").append(element);
        attributes.forEach((name, value) -> {
            if (value != null) {
                html.append(' ').append(name);
                if (!value.isEmpty()) {
                    html.append("=\"").append(Filling.escape(value)).append('"');
                }
            }
        });
        return html.append('>').toString();
    }

    public static String hidden(String name, String value) {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("type", "hidden");
        attributes.put("name", name);
        attributes.put("value", value);
        return empty("input", attributes);
    }

    public static String hidden(Map<String, String> fields) {
        StringBuilder html = new StringBuilder();
        fields.forEach((name, value) -> html.append(hidden(name, value)));
        return html.toString();
    }

    /// A box with its label; the whole line is what can be hit.
    ///
    /// @param hint of smaller importance, or empty
    public static String box(String name, String value, boolean ticked, String label, String hint) {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("type", "checkbox");
        attributes.put("name", name);
        attributes.put("value", value);
        attributes.put("checked", ticked ? "" : null);
        String small = hint.isEmpty() ? "" : " <small>" + Filling.escape(hint) + "</small>";
        return "<label class=\"choice\">" + empty("input", attributes) + "<span>" + Filling.escape(label) + small
                + "</span></label>";
    }

    /// Boxes that belong together.
    ///
    /// @param name of the whole: what is wrong with it is shown under that name
    /// @param inside ready HTML
    public static String group(String name, String legend, @Nullable String problem, String inside) {
        String described = problem == null ? "" : " aria-describedby=\"" + problemId(name) + "\"";
        return "<fieldset class=\"choices\"" + described + "><legend>" + Filling.escape(legend) + "</legend>"
                + problem(name, problem) + inside + "</fieldset>";
    }

    /// A line to type an address in.
    ///
    /// @param id of the field, unique on the page
    public static String address(String id, String label, @Nullable String value, @Nullable String problem) {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("type", "email");
        attributes.put("id", id);
        attributes.put("name", "email");
        attributes.put("autocomplete", "email");
        attributes.put("maxlength", "254");
        attributes.put("required", "");
        attributes.put("value", value == null || value.isEmpty() ? null : value);
        attributes.put("aria-invalid", problem == null ? null : "true");
        attributes.put("aria-describedby", problem == null ? null : problemId(id));
        return "<div class=\"field\"><label for=\"" + id + "\">" + Filling.escape(label) + "</label>"
                + empty("input", attributes) + problem(id, problem) + "</div>";
    }

    /// A field that only machines see and fill in.
    public static String trap(String id, String name, String label) {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("type", "text");
        attributes.put("id", id);
        attributes.put("name", name);
        attributes.put("tabindex", "-1");
        attributes.put("autocomplete", "off");
        return "<div class=\"trap\" aria-hidden=\"true\"><label for=\"" + id + "\">" + Filling.escape(label)
                + "</label>" + empty("input", attributes) + "</div>";
    }

    /// A button.
    ///
    /// @param kind its class
    /// @param attributes more of them
    public static String button(String kind, String label, Map<String, @Nullable String> attributes) {
        Map<String, @Nullable String> all = new LinkedHashMap<>(attributes);
        all.put("class", kind);
        return empty("button", all) + Filling.escape(label) + "</button>";
    }

    public static String problem(String name, @Nullable String problem) {
        return problem == null
                ? ""
                : "<p class=\"error\" id=\"" + problemId(name) + "\" role=\"alert\">" + Filling.escape(problem)
                        + "</p>";
    }

    private static String problemId(String name) {
        return name + "-problem";
    }
}
