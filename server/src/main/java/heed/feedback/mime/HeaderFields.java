package heed.feedback.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Header fields in their order, unfolded; also the fields of a group in a delivery report. Names are compared without
/// regard to case.
public final class HeaderFields {

    /// No field at all.
    public static final HeaderFields NONE = new HeaderFields(List.of());

    private static final int LONGEST = 4_000;

    private final List<Entry> fields;

    /// A field.
    ///
    /// @param name in lower case
    /// @param value on one line
    public record Entry(String name, String value) {}

    public HeaderFields(List<Entry> fields) {
        this.fields = List.copyOf(fields);
    }

    /// The field of a raw line or of several folded ones; `null` when it is none.
    public static @Nullable Entry entry(String raw) {
        int colon = raw.indexOf(':');
        if (colon <= 0 || colon > 80) {
            return null;
        }
        String name = raw.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 127) {
                return null;
            }
        }
        String value = raw.substring(colon + 1, Math.min(raw.length(), colon + 1 + LONGEST));
        return name.isEmpty() ? null : new Entry(name, Fold.cut(value, LONGEST));
    }

    /// The fields of a text, in groups between empty lines; a line that is no field is skipped.
    public static List<HeaderFields> groups(String text, int most) {
        List<HeaderFields> groups = new ArrayList<>();
        List<Entry> fields = new ArrayList<>();
        StringBuilder folded = new StringBuilder();
        for (String line : (text + "\n\n").split("\r\n|\n|\r", -1)) {
            boolean goesOn = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t') && !line.isBlank();
            if (goesOn) {
                folded.append(' ').append(line.strip());
            } else {
                close(folded, fields);
                folded.append(line);
                if (line.isBlank() && !fields.isEmpty() && groups.size() < most) {
                    groups.add(new HeaderFields(fields));
                    fields.clear();
                }
            }
        }
        return groups;
    }

    private static void close(StringBuilder folded, List<Entry> fields) {
        Entry entry = entry(folded.toString());
        if (entry != null) {
            fields.add(entry);
        }
        folded.setLength(0);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /// The first of this name; `null` when there is none.
    public @Nullable String get(String name) {
        for (Entry field : fields) {
            if (field.name().equals(name)) {
                return field.value();
            }
        }
        return null;
    }

    /// The first of this name, or nothing.
    public String text(String name) {
        String value = get(name);
        return value == null ? "" : value;
    }

    public List<Entry> all() {
        return fields;
    }

    /// The values of all fields with one of these names, in their order.
    public List<String> values(String... names) {
        List<String> wanted = List.of(names);
        return fields.stream().filter(field -> wanted.contains(field.name())).map(Entry::value).toList();
    }
}
