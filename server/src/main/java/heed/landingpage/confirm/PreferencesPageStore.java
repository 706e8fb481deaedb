package heed.landingpage.confirm;

import heed.database.SqlTime;
import heed.link.PreferencesPage;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds the page on which people set their preferences.
@Repository
class PreferencesPageStore implements PreferencesPage {

    private final JdbcClient jdbc;
    private final Clock clock;

    PreferencesPageStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Integer> open() {
        // Reads all of landing_pages: an instance has tens. Expects landing_page_versions_pkey.
        return jdbc.sql("""
                select p.id from landing_pages p
                join landing_page_versions v on v.page_id = p.id and v.version = p.published_version
                where p.kind = 'preferences' and p.unpublished_at is null and p.deleted_at is null
                    and coalesce(cast(v.content ->> 'endsAt' as timestamptz) > :now, true)
                order by p.id limit 1
                """).param("now", SqlTime.of(clock.instant())).query(Integer.class).optional();
    }
}
