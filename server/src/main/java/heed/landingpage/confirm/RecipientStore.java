package heed.landingpage.confirm;

import heed.rules.Channel;
import heed.rules.optout.Switch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what messages need to know.
@Repository("confirmRecipientStore")
class RecipientStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecipientStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Whom the profile reaches, itself or the one it was merged into; empty for a deleted one.
    Optional<Recipient> find(int profileId) {
        // Expects profiles_pkey, profile_addresses_pkey and addresses_pkey.
        return jdbc.sql("""
                select t.id, t.locale, t.time_zone, t.attributes, coalesce(a.original, d.canonical) as email
                from profiles p join profiles t on t.id = coalesce(p.merged_into, p.id)
                left join profile_addresses a on a.profile_id = t.id and a.channel = :channel and a.position = 1
                left join addresses d on d.id = a.address_id
                where p.id = :id and t.deleted_at is null
                """).param("id", profileId).param("channel", Channel.EMAIL.number())
                .query((row, _) -> recipient(row)).optional();
    }

    /// Has the person opted out of messages on the channel, or of all?
    boolean isOptedOut(int profileId, Channel channel) {
        // Expects opt_outs_pkey.
        return jdbc.sql("""
                select exists(select from opt_outs where profile_id = :id and switch in (:all, :channel))
                """).param("id", profileId).param("all", Switch.ALL.number())
                .param("channel", Switch.of(channel).number()).query(Boolean.class).single();
    }

    private Recipient recipient(ResultSet row) throws SQLException {
        Map<String, String> attributes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : json.readTree(row.getString("attributes")).properties()) {
            attributes.put(one.getKey(), one.getValue().isValueNode() ? one.getValue().asString("") : "");
        }
        return new Recipient(row.getInt("id"), row.getString("email"), row.getString("locale"),
                row.getString("time_zone"), attributes);
    }
}
