package heed.feedback;

import heed.web.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which pieces of feedback a list shows; null leaves a field open.
///
/// @param q an address, words of what was said, or the sender's own id
public record FeedbackFilter(@Nullable FeedbackState state, @Nullable Meaning type, @Nullable Way way,
        @Nullable String q) {

    /// From the codes of a request.
    ///
    /// @throws heed.web.Problem 400 for an unknown code
    public static FeedbackFilter of(@Nullable String state, @Nullable String type, @Nullable String way,
            @Nullable String q) {
        return new FeedbackFilter(
                Code.optional("state", state, FeedbackState.values(), FeedbackState::code).orElse(null),
                Code.optional("type", type, Meaning.values(), Meaning::code).orElse(null),
                Code.optional("way", way, Way.values(), Way::code).orElse(null),
                q == null || q.isBlank() ? null : q.strip());
    }

    /// An array, for the planner takes an address for one in two hundred items and would read them all, the newest first.
    private static final String ADDRESS = """
            and id = any(array(select f.id from feedback f where f.recipients && cast(:addresses as text[])
                union select f.id from feedback f where f.provider_id = :q))""";

    private static final String WORDS = """
            and (recipients && cast(:addresses as text[]) or provider_id = :q
               or to_tsvector('simple', coalesce(text, '')) @@ plainto_tsquery('simple', :q))""";

    /// What narrows the list, each beginning with `and`.
    String conditions() {
        StringBuilder sql = new StringBuilder();
        if (state != null) {
            sql.append(" and state = :state");
            // Said again as the partial indexes have it.
            sql.append(switch (state) {
                case RECEIVED -> " and state = 'received'";
                case REVIEW, FAILED -> " and state in ('review', 'failed')";
                case CLASSIFIED -> "";
            });
        }
        sql.append(type == null ? "" : " and type = :type").append(way == null ? "" : " and way = :way");
        if (q != null) {
            sql.append(' ').append(isAddress(q) ? ADDRESS : WORDS);
        }
        return sql.toString();
    }

    private static boolean isAddress(String q) {
        return q.contains("@") || q.chars().noneMatch(Character::isLetter);
    }

    /// What the conditions bind.
    Map<String, @Nullable Object> params() {
        Map<String, @Nullable Object> params = new HashMap<>();
        if (state != null) {
            params.put("state", state.code());
        }
        if (type != null) {
            params.put("type", type.code());
        }
        if (way != null) {
            params.put("way", way.code());
        }
        if (q != null) {
            params.put("q", q);
            params.put("addresses", List.of(q, q.toLowerCase(Locale.ROOT)).toArray(String[]::new));
        }
        return params;
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "FeedbackFilter[" + state + ", " + type + ", " + way + "]";
    }
}
