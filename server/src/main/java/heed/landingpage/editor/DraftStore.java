package heed.landingpage.editor;

import heed.database.SqlTime;
import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Landing pages as operators edit them. An instance has tens of them.
@Repository
class DraftStore {
    private static final String SELECT = """
            select p.*, p.previous_draft is not null as undoable, v.sha256, v.content ->> 'endsAt' as ends_at
            from landing_pages p
            left join landing_page_versions v on v.page_id = p.id and v.version = p.published_version
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DraftStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A version in the list of a page's.
    ///
    /// @param publishedBy as the ledger names who did it
    record Version(int version, String sha256, Instant publishedAt, String publishedBy) {}

    /// At most `most` living pages after that name.
    List<LandingPage> list(String after, int most) {
        // Expects landing_pages_name and landing_page_versions_pkey.
        return List
                .copyOf(jdbc.sql(SELECT + "where p.deleted_at is null and p.name > :after order by p.name limit :most")
                        .param("after", after).param("most", most).query((row, _) -> page(row)).list());
    }

    /// The living page of that name.
    Optional<LandingPage> named(String name) {
        // Expects landing_pages_name and landing_page_versions_pkey.
        return jdbc.sql(SELECT + "where p.deleted_at is null and p.name = :name").param("name", name)
                .query((row, _) -> page(row)).optional();
    }

    /// At most `most` living pages that are about that service, or will be once their draft is published, in the order of
    /// their labels.
    List<LandingPage> about(int serviceId, int most) {
        // Reads the living pages, tens of them. Expects landing_page_versions_pkey.
        return List.copyOf(jdbc.sql(SELECT + """
                where p.deleted_at is null
                    and :service in (cast(p.draft ->> 'serviceId' as int), cast(v.content ->> 'serviceId' as int))
                order by p.draft ->> 'label', p.id limit :most
                """).param("service", serviceId).param("most", most).query((row, _) -> page(row)).list());
    }

    /// Any page, a deleted one too.
    Optional<LandingPage> find(int id) {
        // Expects landing_pages_pkey and landing_page_versions_pkey.
        return jdbc.sql(SELECT + "where p.id = :id").param("id", id).query((row, _) -> page(row)).optional();
    }

    /// As [#find], and nobody else changes it before the transaction ends.
    Optional<LandingPage> lock(int id) {
        // Expects landing_pages_pkey and landing_page_versions_pkey.
        return jdbc.sql(SELECT + "where p.id = :id for no key update of p").param("id", id)
                .query((row, _) -> page(row)).optional();
    }

    /// The versions of a page, the newest first.
    List<Version> versions(int id) {
        // Expects landing_page_versions_pkey.
        return List.copyOf(jdbc.sql("""
                select version, sha256, published_at, published_by from landing_page_versions
                where page_id = :id order by version desc
                """).param("id", id).query((row, _) -> new Version(row.getInt(1), row.getString(2),
                SqlTime.read(row, "published_at"), row.getString(4))).list());
    }

    /// Adds a page and returns its id; empty where a living one has its name.
    Optional<Integer> insert(String name, PageKind kind, PageDraft draft, Instant at) {
        return jdbc.sql("""
                insert into landing_pages (name, kind, draft, created_at, updated_at)
                values (:name, :kind, cast(:draft as jsonb), :at, :at)
                on conflict (name) where deleted_at is null do nothing
                returning id
                """).param("name", name).param("kind", kind.code()).param("draft", json(draft))
                .param("at", SqlTime.of(at)).query(Integer.class).optional();
    }

    void save(int id, PageDraft draft, Instant at) {
        jdbc.sql("""
                update landing_pages set previous_draft = draft, draft = cast(:draft as jsonb), revision = revision + 1,
                    updated_at = :at
                where id = :id
                """).param("id", id).param("draft", json(draft)).param("at", SqlTime.of(at)).update();
    }

    /// The draft before takes the place of the draft, and the other way round.
    void swap(int id, Instant at) {
        jdbc.sql("""
                update landing_pages set previous_draft = draft, draft = previous_draft, revision = revision + 1,
                    updated_at = :at
                where id = :id and previous_draft is not null
                """).param("id", id).param("at", SqlTime.of(at)).update();
    }

    /// Keeps the content as a new version, and returns its number.
    int addVersion(int id, PageDraft content, String sha256, Instant at, String by) {
        // Expects landing_page_versions_pkey. The page is locked.
        return jdbc.sql("""
                insert into landing_page_versions (page_id, version, content, sha256, published_at, published_by)
                select :id, 1 + coalesce(max(version), 0), cast(:content as jsonb), :sha, :at, :by
                from landing_page_versions where page_id = :id
                returning version
                """).param("id", id).param("content", json(content)).param("sha", sha256).param("at", SqlTime.of(at))
                .param("by", by).query(Integer.class).single();
    }

    void open(int id, int version, Instant at) {
        jdbc.sql("""
                update landing_pages set published_version = :version, unpublished_at = null, updated_at = :at
                where id = :id
                """).param("id", id).param("version", version).param("at", SqlTime.of(at)).update();
    }

    void close(int id, Instant at) {
        jdbc.sql("update landing_pages set unpublished_at = :at, updated_at = :at where id = :id").param("id", id)
                .param("at", SqlTime.of(at)).update();
    }

    void delete(int id, Instant at) {
        jdbc.sql("update landing_pages set deleted_at = :at, updated_at = :at where id = :id").param("id", id)
                .param("at", SqlTime.of(at)).update();
    }

    /// Whether it could be: not where another page has its name meanwhile.
    boolean restore(int id, Instant at) {
        // Expects landing_pages_pkey and landing_pages_name.
        return jdbc.sql("""
                update landing_pages p set deleted_at = null, updated_at = :at
                where p.id = :id and not exists (
                    select from landing_pages o where o.name = p.name and o.deleted_at is null)
                """).param("id", id).param("at", SqlTime.of(at)).update() > 0;
    }

    /// The content as it is stored, and as its hash is of.
    String json(PageDraft draft) {
        return json.writeValueAsString(draft);
    }

    private LandingPage page(ResultSet row) throws SQLException {
        String endsAt = row.getString("ends_at");
        return new LandingPage(row.getInt("id"), row.getString("name"),
                PageKind.ofCode(row.getString("kind")).orElseThrow(),
                json.readValue(row.getString("draft"), PageDraft.class), row.getBoolean("undoable"),
                row.getInt("revision"), row.getObject("published_version", Integer.class),
                SqlTime.readOrNull(row, "unpublished_at"), row.getString("sha256"),
                endsAt == null ? null : Instant.parse(endsAt), SqlTime.read(row, "updated_at"),
                SqlTime.readOrNull(row, "deleted_at"));
    }
}
