package heed.feedback.email;

import heed.feedback.email.PatternLine.Effect;
import heed.feedback.mime.Fold;
import heed.rules.quarantine.ErrorReason;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Judges what the other side answered about one address, by words, enhanced code and reply code in the order of the
/// patterns (D2).
final class Judge {

    private static final int LOOKED_AT = 3_000;

    private static final int SHOWN = 500;

    private static final int ENTRY = 700;

    private static final List<String> INTRODUCTIONS = List.of("the other server returned was:",
            "response from the remote server was:", "response was:", "gave this error:", "responded as follows:",
            "failed with:",
            "said:", "Unknown address error");

    private final PatternSet patterns;

    Judge(PatternSet patterns) {
        this.patterns = patterns;
    }

    /// What an answer means.
    ///
    /// @param type hard, soft or ignored; unclear when no line knows it
    /// @param reason why
    /// @param code the enhanced code
    /// @param line the line that decided
    /// @param text the answer, cut
    record Judgement(FeedbackType type, ErrorReason reason, @Nullable String code, @Nullable PatternLine line,
            String text) {

        /// Is that all that can be said?
        boolean vague() {
            return line == null || reason == ErrorReason.NOT_DEFINED;
        }

        MailRecipient of(String address) {
            return new MailRecipient(address, type, reason, code, line == null ? "no-reason" : line.id(), text);
        }
    }

    /// @param said the answer
    /// @param status the code that the report gives itself
    Judgement of(String said, @Nullable String status) {
        String answer = answer(said);
        String code = SmtpCodes.better(SmtpCodes.enhanced(answer), status);
        String reply = SmtpCodes.reply(answer);
        PatternLine line = patterns.judge(Fold.of(SmtpCodes.joined(answer)), code, reply);
        String shown = Fold.cut(said, SHOWN);
        if (line == null || line.reason() == null) {
            return new Judgement(FeedbackType.UNCLEAR, ErrorReason.NOT_DEFINED, code, line, shown);
        }
        return new Judgement(type(line.effect(), code, reply), line.reason(), code, line, shown);
    }

    /// A bounce whose reason nobody says: the address failed, which counts once a day.
    Judgement failed(String said, @Nullable String status, Supplier<String> around) {
        Judgement found = of(said, status, around);
        return found.line() == null
                ? new Judgement(FeedbackType.SOFT, ErrorReason.NOT_DEFINED, found.code(), null, found.text())
                : found;
    }

    /// Judges an answer, and where that says nothing, what else is said around it.
    private Judgement of(String said, @Nullable String status, Supplier<String> around) {
        Judgement own = of(said, status);
        String others = own.vague() ? around.get() : "";
        if (others.isBlank()) {
            return own;
        }
        Judgement wider = of(others, own.code());
        boolean better = !wider.vague() || own.line() == null;
        return better
                ? new Judgement(wider.type(), wider.reason(), wider.code(), wider.line(),
                        own.text().isEmpty() ? wider.text() : own.text())
                : own;
    }

    private static FeedbackType type(Effect effect, @Nullable String code, @Nullable String reply) {
        return switch (effect) {
            case HARD -> FeedbackType.HARD;
            case SOFT -> FeedbackType.SOFT;
            case IGNORED -> FeedbackType.IGNORED;
            case BY_CODE -> passing(code, reply) ? FeedbackType.SOFT : FeedbackType.HARD;
            case BOUNCE, DELAYED, DELIVERED, AUTO_REPLY, COMPLAINT, CUT, RECIPIENT, ORIGIN, OTHER ->
                FeedbackType.UNCLEAR;
        };
    }

    private static boolean passing(@Nullable String code, @Nullable String reply) {
        String number = code == null ? reply : code;
        return number != null && number.startsWith("4");
    }

    /// What was said, without who said it and without addresses: neither may look like a reason.
    private static String answer(String said) {
        String looked = said.substring(0, Math.min(said.length(), LOOKED_AT));
        StringBuilder answer = new StringBuilder();
        int kept = 0;
        for (Addresses.Found found : Addresses.in(looked)) {
            answer.append(looked, kept, found.start()).append('@');
            kept = found.end();
        }
        answer.append(looked, kept, looked.length());
        return afterIntroduction(answer.toString());
    }

    /// What mail systems say before they quote the other side is not its answer.
    private static String afterIntroduction(String answer) {
        for (String introduction : INTRODUCTIONS) {
            int at = answer.indexOf(introduction);
            if (at >= 0 && at < ENTRY) {
                return answer.substring(at + introduction.length());
            }
        }
        return answer;
    }
}
