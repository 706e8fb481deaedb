package heed.feedback;

import heed.database.SqlTime;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What a piece of feedback was understood as, about to be written beside it.
///
/// @param turn how often it has been applied now
/// @param held whether it holds its addresses
public record Outcome(long id, FeedbackState state, int turn, @Nullable Meaning type, @Nullable ErrorReason reason,
        @Nullable String enhancedCode, @Nullable String pattern, @Nullable String text, @Nullable String error,
        @Nullable Channel channel, List<String> recipients, @Nullable Long deliveryId, @Nullable Integer profileId,
        boolean held, Instant at) {

    private static final String SEPARATOR = "\u0001";

    public Outcome {
        recipients = List.copyOf(recipients);
    }

    static Map<String, Object> columns(List<Outcome> outcomes) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("id", column(outcomes, Outcome::id, Long[]::new));
        columns.put("state", column(outcomes, o -> o.state().code(), String[]::new));
        columns.put("turn", column(outcomes, Outcome::turn, Integer[]::new));
        columns.put("type", column(outcomes, o -> o.type() == null ? null : o.type().code(), String[]::new));
        columns.put("reason", column(outcomes, o -> o.reason() == null ? null : o.reason().code(), String[]::new));
        columns.put("code", column(outcomes, o -> kept(o.enhancedCode()), String[]::new));
        columns.put("pattern", column(outcomes, o -> kept(o.pattern()), String[]::new));
        columns.put("text", column(outcomes, o -> kept(o.text()), String[]::new));
        columns.put("error", column(outcomes, o -> kept(o.error()), String[]::new));
        columns.put("channel", column(outcomes, o -> o.channel() == null ? null : o.channel().number(),
                Integer[]::new));
        columns.put("recipients", column(outcomes, o -> joined(o.recipients()), String[]::new));
        columns.put("delivery", column(outcomes, Outcome::deliveryId, Long[]::new));
        columns.put("profile", column(outcomes, Outcome::profileId, Integer[]::new));
        columns.put("held", column(outcomes, Outcome::held, Boolean[]::new));
        columns.put("at", column(outcomes, o -> String.valueOf(SqlTime.of(o.at())), String[]::new));
        return columns;
    }

    /// What a column of the database can hold.
    private static @Nullable String kept(@Nullable String text) {
        return text == null ? null : text.replace("\u0000", "");
    }

    private static @Nullable String joined(List<String> recipients) {
        return recipients.isEmpty()
                ? null
                : String.join(SEPARATOR, recipients.stream()
                        .map(one -> one.replace("\u0000", "").replace(SEPARATOR, "")).toList());
    }

    private static <C> Object column(List<Outcome> outcomes, Function<Outcome, @Nullable C> value,
            IntFunction<@Nullable C[]> array) {
        return outcomes.stream().map(value).toArray(array);
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "Outcome[" + id + ", " + state + "]";
    }
}
