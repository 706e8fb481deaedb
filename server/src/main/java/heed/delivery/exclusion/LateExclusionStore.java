package heed.delivery.exclusion;

import heed.rules.Cause;
import heed.rules.ExclusionRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Late exclusions: who was in the target and failed the last check before leaving.
@Component
public class LateExclusionStore {
    private final JdbcClient jdbc;

    LateExclusionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Codes of the causes in order of precedence.
    record Late(int profile, List<String> causes) {}

    /// Keeps those of a chunk, with their causes in order of precedence.
    public void insert(long delivery, UUID chunk, Map<Integer, List<Cause>> excluded) {
        if (excluded.isEmpty()) {
            return;
        }
        int[] profiles = excluded.keySet().stream().mapToInt(Integer::intValue).toArray();
        jdbc.sql("""
                insert into late_exclusions (delivery_id, profile_id, causes, details, chunk_id)
                select :delivery, profile, string_to_array(causes, ','), string_to_array(details, ',', ''), :chunk
                from unnest(:profiles, :causes, :details) as late(profile, causes, details)""")
                .param("delivery", delivery).param("chunk", chunk).param("profiles", profiles)
                .param("causes", joined(excluded, cause -> cause.rule().code()))
                .param("details", joined(excluded, cause -> Objects.requireNonNullElse(cause.detail(), ""))).update();
    }

    /// Those whom the filter's causes leave, after an id, at most so many. Index: primary key, from that id on.
    RoaringBitmap profiles(long delivery, ExclusionFilter filter, int after, int most) {
        RoaringBitmap profiles = new RoaringBitmap();
        jdbc.sql("""
                select profile_id from late_exclusions where delivery_id = :delivery and profile_id > :after
                  and (:cause::text is null or causes[1] = :cause)
                  and (:matching::text is null or :matching = any(causes))
                  and (:only::text is null or causes = array[:only::text])
                  and (:detail::text is null or details[array_position(causes, :named::text)] = :detail)
                order by profile_id limit :most""").param("delivery", delivery).param("after", after)
                .param("most", most)
                .param("cause", code(filter.cause())).param("matching", code(filter.matching()))
                .param("only", code(filter.only()))
                .param("named", code(filter.named()))
                .param("detail", filter.named() == null ? null : filter.detail()).query(row -> {
                    profiles.add(row.getInt(1));
                });
        return profiles;
    }

    /// Those among these profiles. Index: primary key.
    Map<Integer, Late> find(long delivery, int[] ids) {
        Map<Integer, Late> found = new HashMap<>();
        jdbc.sql("""
                select profile_id, array_to_string(causes, ',') from late_exclusions
                where delivery_id = :delivery and profile_id = any(:ids)""").param("delivery", delivery)
                .param("ids", ids).query(row -> {
                    found.put(row.getInt(1), new Late(row.getInt(1), List.of(row.getString(2).split(","))));
                });
        return found;
    }

    private static String[] joined(Map<Integer, List<Cause>> excluded,
            Function<Cause, String> part) {
        return excluded.values().stream().map(causes -> causes.stream().map(part).collect(Collectors.joining(",")))
                .toArray(String[]::new);
    }

    private static @Nullable String code(@Nullable ExclusionRule rule) {
        return rule == null ? null : rule.code();
    }
}
