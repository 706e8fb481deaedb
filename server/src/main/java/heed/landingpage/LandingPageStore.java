package heed.landingpage;

import heed.database.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Landing pages as visitors get them. A deleted or unpublished page has no published version; its versions stay.
@Repository
public class LandingPageStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LandingPageStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The version of a page that is open to visitors, even past its end ([PageVersion#endsAt]).
    public Optional<PageVersion> published(int pageId) {
        // Expects landing_pages_pkey and landing_page_versions_pkey.
        return jdbc.sql("""
                select p.name, p.kind, v.* from landing_pages p
                join landing_page_versions v on v.page_id = p.id and v.version = p.published_version
                where p.id = :page and p.deleted_at is null and p.unpublished_at is null
                """).param("page", pageId).query((row, _) -> version(row)).optional();
    }

    /// The same by the name in its public address.
    public Optional<PageVersion> published(String name) {
        // Expects landing_pages_name and landing_page_versions_pkey.
        return jdbc.sql("""
                select p.name, p.kind, v.* from landing_pages p
                join landing_page_versions v on v.page_id = p.id and v.version = p.published_version
                where p.name = :name and p.deleted_at is null and p.unpublished_at is null
                """).param("name", name).query((row, _) -> version(row)).optional();
    }

    /// Any version of any page, deleted ones among them.
    public Optional<PageVersion> version(int pageId, int version) {
        // Expects landing_page_versions_pkey and landing_pages_pkey.
        return jdbc.sql("""
                select p.name, p.kind, v.* from landing_page_versions v join landing_pages p on p.id = v.page_id
                where v.page_id = :page and v.version = :version
                """).param("page", pageId).param("version", version).query((row, _) -> version(row)).optional();
    }

    /// A page whose visitors can no longer do what it is for.
    ///
    /// @param ended is its end over? Else its service was deleted
    public record Unusable(int id, String label, boolean ended) {}

    /// At most `most` pages that are open to visitors and of no use: their end is over, or their service was deleted.
    public List<Unusable> unusable(Instant now, int most) {
        // Reads the living pages, tens of them. Expects landing_page_versions_pkey and services_pkey.
        return List.copyOf(jdbc.sql("""
                select p.id, v.content ->> 'label' as label,
                    coalesce(cast(v.content ->> 'endsAt' as timestamptz) <= :now, false) as ended
                from landing_pages p
                join landing_page_versions v on v.page_id = p.id and v.version = p.published_version
                left join services s on s.id = cast(v.content ->> 'serviceId' as int)
                where p.deleted_at is null and p.unpublished_at is null
                    and (cast(v.content ->> 'endsAt' as timestamptz) <= :now or s.deleted_at is not null)
                order by p.name limit :most
                """).param("now", SqlTime.of(now)).param("most", most)
                .query((row, _) -> new Unusable(row.getInt("id"), row.getString("label"), row.getBoolean("ended")))
                .list());
    }

    private PageVersion version(ResultSet row) throws SQLException {
        return json.readValue(row.getString("content"), PageDraft.class).version(row.getInt("page_id"),
                row.getInt("version"), row.getString("name"), PageKind.ofCode(row.getString("kind")).orElseThrow(),
                SqlTime.read(row, "published_at"));
    }
}
