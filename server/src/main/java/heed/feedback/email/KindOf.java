package heed.feedback.email;

import heed.feedback.email.PatternLine.Effect;
import heed.feedback.email.PatternLine.Where;
import heed.feedback.mime.Fold;
import heed.feedback.mime.HeaderFields;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells what kind of message one without a report is. A bounce must show it twice: a machine that speaks, and its
/// words; so that nobody's quotation of a bounce counts (R1).
///
/// @param kind what it is
/// @param why the line or header that decided; `null` for an ordinary mail
record KindOf(MailKind kind, @Nullable String why) {

    /// What mail programs write before the subject of an answered or forwarded message, in their languages.
    private static final Set<String> QUOTES = Set.of("re", "aw", "sv", "fw", "fwd", "wg", "tr", "rv", "antw", "vs",
            "res", "ynt", "odp", "rif", "i", "r", "ref", "enc", "doorst", "vb", "vl", "pd", "ilt", "fs", "atb", "bls",
            "trs", "回复", "答复", "转发", "回覆", "轉寄", "返信", "転送", "답장", "전달", "ответ", "на", "תגובה", "رد");

    /// Headers that only automatic replies bear.
    private static final Set<String> AUTOMATIC = Set.of("x-autoreply", "x-autorespond", "x-autoresponder",
            "x-auto-response-suppress", "x-mail-autoreply", "x-autoreply-from", "x-auto-reply", "x-vacation",
            "auto-reply", "x-ms-exchange-inbox-rules-loop", "x-ms-exchange-generated-message-source");

    private static final Set<String> PRECEDENCES = Set.of("bulk", "junk", "list");

    private static final Set<String> LIST = Set.of("list-id", "list-post", "list-help", "mailing-list",
            "x-mailman-version", "x-beenthere");

    /// @param returns does it return a message?
    static KindOf words(PatternSet patterns, HeaderFields headers, String words, boolean returns) {
        return new Signs(patterns, headers, words, returns).kind();
    }

    /// Does its own header call it automatic (R1: RFC 3834, and what mail programs write of old)?
    static boolean automatic(HeaderFields headers) {
        if (headers.has("x-apple-unsubscribe")) {
            // A person's click, though Apple Mail marks it as an automatic reply.
            return false;
        }
        String submitted = headers.text("auto-submitted").toLowerCase(Locale.ROOT).strip();
        String precedence = headers.text("precedence").toLowerCase(Locale.ROOT).strip();
        return (!submitted.isEmpty() && !submitted.split("[ ;(]", 2)[0].equals("no"))
                || PRECEDENCES.contains(precedence) || precedence.startsWith("auto")
                || headers.text("return-path").strip().equals("<>")
                || headers.all().stream().anyMatch(field -> AUTOMATIC.contains(field.name()));
    }

    /// What shows the kind.
    private static final class Signs {

        private static final int BEGINNING = 2_500;

        private final HeaderFields headers;

        private final @Nullable PatternLine from;

        private final @Nullable PatternLine subject;

        private final @Nullable PatternLine body;

        private final String words;

        private final boolean returns;

        Signs(PatternSet patterns, HeaderFields headers, String words, boolean returns) {
            this.headers = headers;
            this.words = words;
            this.returns = returns;
            this.from = patterns.first(Where.FROM, Fold.of(headers.text("from") + " " + headers.text("sender")));
            this.subject = patterns.first(Where.SUBJECT, Fold.of(Subject.of(headers)));
            this.body = patterns.first(Where.BODY,
                    Fold.of(words.substring(0, Math.min(words.length(), BEGINNING))));
        }

        KindOf kind() {
            boolean machine = machine();
            if (complaint(machine)) {
                return of(MailKind.COMPLAINT, has(subject, Effect.COMPLAINT) ? subject : body, body);
            }
            if (has(subject, Effect.AUTO_REPLY) && !headers.has("x-failed-recipients")) {
                return of(MailKind.AUTO_REPLY, subject, subject);
            }
            if ((has(subject, Effect.DELAYED) || has(body, Effect.DELAYED)) && (machine || bouncy())) {
                return of(MailKind.DELAYED, has(subject, Effect.DELAYED) ? subject : body, body);
            }
            if (has(subject, Effect.DELIVERED)
                    || (has(body, Effect.DELIVERED) && (machine || has(subject, Effect.BOUNCE)))) {
                return of(MailKind.DELIVERED, has(subject, Effect.DELIVERED) ? subject : body, body);
            }
            if (bounce(machine)) {
                return of(MailKind.BOUNCE, body, subject);
            }
            return automatic();
        }

        private boolean complaint(boolean machine) {
            boolean speaks = machine || has(subject, Effect.BOUNCE);
            return ((has(body, Effect.COMPLAINT) && speaks) || has(subject, Effect.COMPLAINT)) && !quotes() && !list();
        }

        private boolean machine() {
            String path = replied() ? null : headers.get("return-path");
            return has(from, Effect.BOUNCE) || (path != null && path.strip().equals("<>"))
                    || headers.has("x-failed-recipients") || headers.text("from").strip().equals("<>");
        }

        /// A person's automatic reply has an empty return path too (RFC 3834 §3.3).
        private boolean replied() {
            return headers.text("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied")
                    || headers.text("precedence").toLowerCase(Locale.ROOT).startsWith("auto");
        }

        private boolean bouncy() {
            return has(subject, Effect.BOUNCE) || has(body, Effect.BOUNCE);
        }

        private boolean bounce(boolean machine) {
            if (headers.has("x-failed-recipients")) {
                return true;
            }
            if (quotes()) {
                return false;
            }
            if (machine) {
                return bouncy();
            }
            boolean bare = !headers.has("from") && !headers.has("subject");
            boolean both = has(subject, Effect.BOUNCE) && has(body, Effect.BOUNCE);
            return (has(body, Effect.BOUNCE) && bare) || (both && technical() && !list());
        }

        /// Names a code or a subject, or returns a message: what was not delivered is a mail, no parcel.
        private boolean technical() {
            String lower = words.toLowerCase(Locale.ROOT);
            return returns || lower.contains("subject:") || lower.contains("rcpt to")
                    || SmtpCodes.enhanced(words) != null
                    || SmtpCodes.reply(words) != null;
        }

        private KindOf automatic() {
            if (headers.has("x-apple-unsubscribe")) {
                // A person's click, though Apple Mail marks it as an automatic reply.
                return new KindOf(MailKind.ORDINARY, null);
            }
            String submitted = headers.text("auto-submitted").toLowerCase(Locale.ROOT).strip();
            if (!submitted.isEmpty() && !submitted.startsWith("no")) {
                return new KindOf(MailKind.AUTO_REPLY, "header:auto-submitted");
            }
            String precedence = headers.text("precedence").toLowerCase(Locale.ROOT).strip();
            if (precedence.startsWith("auto")) {
                return new KindOf(MailKind.AUTO_REPLY, "header:precedence");
            }
            for (HeaderFields.Entry field : headers.all()) {
                if (AUTOMATIC.contains(field.name())) {
                    return new KindOf(MailKind.AUTO_REPLY, "header:" + field.name());
                }
            }
            if (has(body, Effect.AUTO_REPLY) || has(from, Effect.AUTO_REPLY)) {
                return of(MailKind.AUTO_REPLY, has(body, Effect.AUTO_REPLY) ? body : from, from);
            }
            boolean bulk = PRECEDENCES.contains(precedence);
            return new KindOf(MailKind.ORDINARY, list() ? "header:list" : bulk ? "header:precedence" : null);
        }

        private boolean quotes() {
            String start = Fold.of(Subject.of(headers));
            int colon = start.replace('\uff1a', ':').indexOf(':');
            return colon > 0 && colon < 8 && QUOTES.contains(start.substring(0, colon).strip());
        }

        private boolean list() {
            return headers.all().stream().anyMatch(field -> LIST.contains(field.name()));
        }

        private static boolean has(@Nullable PatternLine line, Effect effect) {
            return line != null && line.effect() == effect;
        }

        private static KindOf of(MailKind kind, @Nullable PatternLine first, @Nullable PatternLine second) {
            PatternLine line = first == null ? second : first;
            return new KindOf(kind, line == null ? "header:x-failed-recipients" : line.id());
        }
    }
}
