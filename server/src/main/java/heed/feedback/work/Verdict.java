package heed.feedback.work;

import heed.feedback.FeedbackState;
import heed.feedback.Meaning;
import heed.quarantine.Address;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a piece of feedback means, before anything is done about it.
///
/// @param state how far it gets by that
/// @param type what it does; the weightiest where addresses differ
/// @param reason why, or null
/// @param enhancedCode of RFC 3463, or null
/// @param pattern what decided
/// @param text what the other side said, or null
/// @param error why nothing can be done, or null
/// @param channel of the addresses, or null where that is not known
/// @param recipients as they are shown: canonical where they could be read
/// @param said what happens to which address
/// @param link the person and the delivery that a token of ours names, or null
/// @param reply what is to be answered, or null
public record Verdict(FeedbackState state, @Nullable Meaning type, @Nullable ErrorReason reason,
        @Nullable String enhancedCode, @Nullable String pattern, @Nullable String text, @Nullable String error,
        @Nullable Channel channel, List<String> recipients, List<Said> said, @Nullable Whom link,
        @Nullable Reply reply) {

    private static final int LONGEST = 2_000;

    /// What is shown and found; whoever has more is in the source.
    private static final int MOST = 1_000;
    private static final int LONGEST_ADDRESS = 500;

    /// Something about one address.
    ///
    /// @param at when it happened, as the sender says; null: when it came in
    /// @param text what the other side said, or null
    public record Said(Address address, Meaning type, @Nullable ErrorReason reason, @Nullable String enhancedCode,
            @Nullable String text, @Nullable Instant at) {

        public Said {
            text = cut(text);
        }

        /// What counts: a reason that says nothing about the address makes it ignored (semantics §2).
        public Meaning counts() {
            return reason != null && reason.neverCounts() && type != Meaning.UNCLEAR ? Meaning.IGNORED : type;
        }
    }

    /// Whom a token of ours names; 0 where it names none.
    ///
    /// @param service what the delivery was for
    /// @param channel its number
    public record Whom(int profile, long delivery, int service, int channel) {

        /// A delivery that a caller named.
        public static Whom delivery(long delivery) {
            return new Whom(0, delivery, 0, 0);
        }
    }

    /// A text to be sent in answer.
    ///
    /// @param kind `stop`, `start` or `help`
    public record Reply(String kind, @Nullable String shortCode, @Nullable String language, String text) {}

    public Verdict {
        recipients = recipients.stream().limit(MOST)
                .map(one -> one.substring(0, Math.min(one.length(), LONGEST_ADDRESS))).toList();
        said = List.copyOf(said);
        text = cut(text);
        error = cut(error);
    }

    /// It cannot be acted on.
    public static Verdict failed(String error) {
        return new Verdict(FeedbackState.FAILED, null, null, null, null, null, error, null, List.of(), List.of(), null,
                null);
    }

    /// The same, showing whom it was about.
    public Verdict about(List<String> whom) {
        return new Verdict(state, type, reason, enhancedCode, pattern, text, error, channel, whom, said, link, reply);
    }

    /// One thing about one address.
    public static Verdict of(Said one, @Nullable String pattern) {
        return of(List.of(one), pattern);
    }

    /// The same about several; the first stands for all.
    ///
    /// @throws IndexOutOfBoundsException for none
    public static Verdict of(List<Said> all, @Nullable String pattern) {
        Said first = all.getFirst();
        FeedbackState state = first.type() == Meaning.UNCLEAR ? FeedbackState.REVIEW : FeedbackState.CLASSIFIED;
        return new Verdict(state, first.counts(), first.reason(), first.enhancedCode(), pattern, first.text(), null,
                first.address().channel(), all.stream().map(one -> one.address().canonical()).toList(), all, null,
                null);
    }

    /// The same about the same addresses, meaning something else.
    public Verdict meaning(Meaning other) {
        return new Verdict(state, other, reason, enhancedCode, pattern, text, error, channel, recipients,
                said.stream().map(one -> new Said(one.address(), other, one.reason(), one.enhancedCode(), one.text(),
                        one.at())).toList(),
                link, reply);
    }

    /// The same, with the person and the delivery that are known.
    public Verdict named(@Nullable Whom whom) {
        return new Verdict(state, type, reason, enhancedCode, pattern, text, error, channel, recipients, said, whom,
                reply);
    }

    /// The same, to be answered.
    public Verdict answered(@Nullable Reply answer) {
        return new Verdict(state, type, reason, enhancedCode, pattern, text, error, channel, recipients, said, link,
                answer);
    }

    private static @Nullable String cut(@Nullable String text) {
        String kept = text == null ? null : text.replace("\u0000", "");
        return kept == null || kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST);
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "Verdict[" + state + ", " + type + "]";
    }
}
