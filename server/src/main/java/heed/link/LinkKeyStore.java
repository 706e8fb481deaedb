package heed.link;

import heed.database.SqlTime;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The keysets that sign links (table `link_keysets`), one row a rotation; the newest holds every key there ever was.
@Repository
class LinkKeyStore {

    private final JdbcClient jdbc;

    LinkKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A keyset as it is kept.
    ///
    /// @param version 1 and on
    /// @param json as Tink writes it, keys in the clear
    record Kept(int version, String json, Instant madeAt) {

        /// Without the keys.
        @Override
        public String toString() {
            return "Kept[" + version + "]";
        }
    }

    /// The one that counts. Expects the primary key.
    Optional<Kept> newest() {
        return jdbc.sql("select version, keyset, made_at from link_keysets order by version desc limit 1")
                .query((row, _) -> new Kept(row.getInt("version"), row.getString("keyset"),
                        SqlTime.read(row, "made_at")))
                .optional();
    }

    /// False where another server has made this version first. Expects the primary key.
    boolean insert(Kept kept) {
        return jdbc.sql("""
                insert into link_keysets (version, keyset, made_at) values (:version, :keyset, :at)
                on conflict (version) do nothing""").param("version", kept.version()).param("keyset", kept.json())
                .param("at", SqlTime.of(kept.madeAt())).update() == 1;
    }
}
