package heed.feedback.work;

import heed.feedback.work.Verdict.Whom;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds our signed tokens in mail, and in what providers repeat of it. A local part is one letter and the token: a return
/// path may not begin with a hyphen.
@Component
public class Tokens {

    private static final Pattern LOCAL_PART = Pattern.compile("([A-Za-z0-9_-]{20,64})@");
    private static final Pattern RECIPIENT = Pattern.compile("(?:delivered-to|x-original-to|envelope-to|to):.*");
    private static final int HEADERS = 64_000;

    private final Links links;

    Tokens(Links links) {
        this.links = links;
    }

    /// Whose copy of which delivery a return path or a Message-ID of ours among these texts names (D3).
    public Optional<Whom> copy(List<String> texts) {
        return texts.stream().flatMap(text -> in(text, Purpose.RETURN_PATH).stream()).findFirst();
    }

    /// Whom the first of these that is a token of that purpose names.
    Optional<Whom> first(List<String> candidates, Purpose purpose) {
        return candidates.stream().flatMap(one -> read(one, purpose).stream()).findFirst();
    }

    /// Whom the address that the message was sent to names: the envelope's, else those of its own headers.
    Optional<Whom> recipient(byte[] raw, @Nullable String envelope, Purpose purpose) {
        if (envelope != null) {
            return in(envelope, purpose);
        }
        String head = new String(raw, 0, Math.min(raw.length, HEADERS), StandardCharsets.ISO_8859_1);
        for (String line : head.split("\r?\n(?![ \t])", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (RECIPIENT.matcher(line.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")).matches()) {
                Optional<Whom> found = in(line, purpose);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Whom> in(String text, Purpose purpose) {
        Matcher found = LOCAL_PART.matcher(text);
        while (found.find()) {
            Optional<Whom> whom = read(found.group(1), purpose);
            if (whom.isPresent()) {
                return whom;
            }
        }
        return Optional.empty();
    }

    private Optional<Whom> read(String candidate, Purpose purpose) {
        int at = candidate.indexOf('@');
        String local = at < 0 ? candidate : candidate.substring(0, at);
        return links.read(local).or(() -> local.isEmpty() ? Optional.empty() : links.read(local.substring(1)))
                .filter(link -> link.purpose() == purpose).map(Tokens::whom);
    }

    private static Whom whom(Link link) {
        return new Whom(link.profile(), link.delivery(), link.service(),
                link.purpose() == Purpose.UNSUBSCRIBE ? Math.toIntExact(link.request()) : 0);
    }
}
