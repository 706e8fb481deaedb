package heed.feedback.email;

import heed.feedback.email.PatternLine.Effect;
import heed.feedback.email.PatternLine.Where;
import heed.feedback.mime.Fold;
import heed.feedback.mime.HeaderFields;
import heed.feedback.mime.ParsedMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a bounce says in plain words: the part before the returned message, the addresses that failed, and what is said
/// about each.
final class BounceText {

    private static final int MOST_LINES = 400;

    private static final int CONTEXT = 80;

    /// Characters of what is said about one address.
    static final int LONGEST_SAID = 3_000;

    private final PatternSet patterns;

    private final List<String> lines = new ArrayList<>();

    /// The addresses of each line, found once: a message may name very many.
    private final List<List<String>> keysOfLines = new ArrayList<>();

    private final HeaderFields returned;

    private final LinkedHashMap<String, String> named = new LinkedHashMap<>();

    private final Map<String, String> became = new HashMap<>();

    private final Map<String, String> mentioned = new LinkedHashMap<>();

    private final Set<String> others = new LinkedHashSet<>();

    BounceText(PatternSet patterns, ParsedMail mail) {
        this.patterns = patterns;
        List<String> all = mail.words().lines().limit(MOST_LINES).toList();
        int cut = cut(all);
        all.subList(0, cut).stream().filter(line -> !quoted(line)).forEach(lines::add);
        this.returned = mail.returned().isEmpty() ? headersAfter(all, cut) : mail.returned();
        for (String value : mail.headers().values("from", "to", "sender", "return-path", "delivered-to")) {
            Addresses.in(value).forEach(found -> others.add(key(found.address())));
        }
        for (int i = 0; i < lines.size(); i++) {
            mentions(i);
        }
    }

    /// What it says before the returned message.
    String words() {
        return String.join("\n", lines);
    }

    /// The header of the returned message, from its own part or from the text.
    HeaderFields returned() {
        return returned;
    }

    /// Whom it names as failed: by `X-Failed-Recipients`, else in its words; else the only one that it mentions, else
    /// the only one that the returned message was for.
    List<String> recipients(HeaderFields headers) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String value : headers.values("x-failed-recipients")) {
            Addresses.in(value).forEach(address -> found.putIfAbsent(key(address.address()), address.address()));
        }
        if (found.isEmpty()) {
            found.putAll(named);
        }
        if (found.isEmpty()) {
            found.putAll(mentioned);
            found.keySet().removeAll(others);
            if (found.size() > 1) {
                found.clear();
            }
        }
        if (found.isEmpty()) {
            String only = Addresses.only(returned);
            if (only != null) {
                found.put(key(only), only);
            }
        }
        return List.copyOf(found.values());
    }

    /// What is said about each of these addresses, as they are spelled here: the lines that name it, each with those that
    /// follow up to another, cut. One walk for all of them, so that many addresses cost no more than few.
    Map<String, String> about(List<String> all) {
        Map<String, StringBuilder> said = new LinkedHashMap<>();
        all.forEach(address -> said.putIfAbsent(wanted(address), new StringBuilder()));
        Set<String> keys = new HashSet<>();
        all.stream().map(BounceText::key).filter(key -> !became.containsKey(key)).forEach(keys::add);
        List<StringBuilder> current = List.of();
        for (int i = 0; i < lines.size(); i++) {
            List<String> here = keysOfLines.get(i);
            if (here.stream().anyMatch(keys::contains)) {
                current = here.stream().distinct().flatMap(key -> Stream.ofNullable(said.get(key))).toList();
            }
            String line = lines.get(i).strip();
            current.forEach(one -> append(one, line));
        }
        Map<String, String> about = new HashMap<>();
        all.forEach(address -> about.put(address, said.getOrDefault(wanted(address), new StringBuilder()).toString()));
        return about;
    }

    private String wanted(String address) {
        String own = key(address);
        return became.getOrDefault(own, own);
    }

    private static void append(StringBuilder said, String line) {
        int room = LONGEST_SAID - said.length();
        if (room > 0) {
            said.append(line, 0, Math.min(line.length(), room - 1)).append('\n');
        }
    }

    /// What somebody quotes is not said; Sendmail writes `>>>` before what it said itself.
    private static boolean quoted(String line) {
        return line.startsWith(">") && !line.startsWith(">>>");
    }

    private int cut(List<String> all) {
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i);
            if (line.length() < 160 && !line.isBlank() && patterns.first(Where.CUT, Fold.of(line)) != null) {
                return i;
            }
        }
        return all.size();
    }

    private static HeaderFields headersAfter(List<String> all, int cut) {
        int start = cut + 1;
        while (start < all.size() && all.get(start).isBlank()) {
            start++;
        }
        if (start >= all.size()) {
            return HeaderFields.NONE;
        }
        List<HeaderFields> groups = HeaderFields.groups(String.join("\n", all.subList(start, all.size())), 1);
        return groups.isEmpty() ? HeaderFields.NONE : groups.getFirst();
    }

    private void mentions(int index) {
        String line = lines.get(index);
        List<String> keys = new ArrayList<>();
        keysOfLines.add(keys);
        for (Addresses.Found found : Addresses.in(line)) {
            String key = key(found.address());
            keys.add(key);
            Effect effect = role(index, line, found);
            if (effect == Effect.ORIGIN && !named.isEmpty()) {
                became.putIfAbsent(key, named.lastEntry().getKey());
            }
            if (effect == Effect.RECIPIENT || effect == Effect.ORIGIN) {
                named.putIfAbsent(key, found.address());
            } else if (effect == Effect.OTHER) {
                others.add(key);
            } else {
                mentioned.putIfAbsent(key, found.address());
            }
        }
    }

    /// What an address is, by the words before it; where it begins its line, by how the line before ends.
    private @Nullable Effect role(int index, String line, Addresses.Found found) {
        String before = bare(line.substring(Math.max(0, found.start() - CONTEXT), found.start()));
        if (!before.isEmpty()) {
            PatternLine pattern = patterns.before(before);
            return pattern == null ? null : pattern.effect();
        }
        String above = index == 0 ? "" : bare(lines.get(index - 1));
        PatternLine pattern = above.isEmpty() ? null : patterns.before(above);
        return pattern == null ? Effect.RECIPIENT : pattern.effect();
    }

    /// Folded, without the marks that stand around addresses and in front of lines.
    private static String bare(String text) {
        String folded = Fold.of(text).strip();
        int end = folded.length();
        while (end > 0 && "<\"'([{* ".indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = 0;
        while (start < end && "-*|=\u2022. ".indexOf(folded.charAt(start)) >= 0) {
            start++;
        }
        return folded.substring(start, end);
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
