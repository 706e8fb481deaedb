package heed.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The sentences that calls in a source are given, as they read with something in each place.
final class SpokenSentences {

    private static final String SOMETHING = "7x";

    private static final String TEXT = "\"((?:\\\\.|[^\"\\\\])*)\"";

    private static final Pattern TOKEN = Pattern.compile(TEXT + "|'(?:\\\\.|[^'\\\\])+'|.", Pattern.DOTALL);

    private static final Pattern LITERAL = Pattern.compile(TEXT + "(?:\\s*\\.formatted\\(.*\\))?", Pattern.DOTALL);

    private static final Pattern WORDS = Pattern.compile("\"[^\"]* [^\"]*\"");

    /// Nothing but whose reason follows: `address: `.
    private static final Pattern PREFIX = Pattern.compile("\\w+: " + SOMETHING);

    private SpokenSentences() {
    }

    /// Those of the last argument that holds words, of each call; each side of a choice is one.
    static List<String> in(String source, Pattern call) {
        List<String> sentences = new ArrayList<>();
        Matcher calls = call.matcher(source);
        while (calls.find()) {
            List<String> arguments = parts(source.substring(calls.end()), ",").stream()
                    .filter(argument -> WORDS.matcher(argument).find()).toList();
            if (!arguments.isEmpty()) {
                parts(arguments.getLast(), "?:").stream().filter(part -> WORDS.matcher(part).find())
                        .map(SpokenSentences::sentence).filter(one -> !PREFIX.matcher(one).matches())
                        .forEach(sentences::add);
            }
        }
        return sentences;
    }

    private static String sentence(String sum) {
        return parts(sum, "+").stream().map(part -> {
            Matcher literal = LITERAL.matcher(part.strip());
            return literal.matches()
                    ? literal.group(1).replaceAll("%[sd]", SOMETHING).replace("\\\"", "\"")
                    : SOMETHING;
        }).collect(Collectors.joining());
    }

    /// Up to the bracket that closes what stands around, divided where one of these characters stands outside of all
    /// brackets and texts.
    private static List<String> parts(String code, String separators) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        Matcher tokens = TOKEN.matcher(code);
        while (tokens.find() && depth >= 0) {
            String token = tokens.group();
            if ("([{".contains(token)) {
                depth++;
            } else if (")]}".contains(token)) {
                depth--;
            }
            if (depth == 0 && separators.contains(token)) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (depth >= 0) {
                part.append(token);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
