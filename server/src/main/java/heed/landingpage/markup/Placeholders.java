package heed.landingpage.markup;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the placeholders of a text: `{{submit}}`, `{{attribute.city}}`. They know no logic: a name, nothing else.
public final class Placeholders {
    private static final String ATTRIBUTE = "attribute.";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]{0,200})}}");

    private Placeholders() {
    }

    /// The names of all, in order, each once.
    public static List<String> names(String text) {
        return PLACE.matcher(text).results().map(place -> place.group(1).strip()).distinct().toList();
    }

    /// The text with each placeholder replaced by what its name gives, to the letter.
    public static String replace(String text, UnaryOperator<String> by) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(by.apply(place.group(1).strip())));
    }

    /// The attribute that a name asks for; empty for every other name.
    public static Optional<String> attribute(String name) {
        return name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length()
                ? Optional.of(name.substring(ATTRIBUTE.length()))
                : Optional.empty();
    }
}
