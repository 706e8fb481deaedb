package heed.exchange.work;

import heed.database.CopyText;
import heed.exchange.Import;
import heed.exchange.Row;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows that a dry run has met, and what they are about.
@Repository
class DryRowStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate copy;

    DryRowStore(JdbcClient jdbc, JdbcTemplate copy) {
        this.jdbc = jdbc;
        this.copy = copy;
    }

    /// The texts of the rows about any of these, in the order of the file.
    List<String> earlier(Import work, Collection<String> subjects, int most) {
        // Both expect the primary key.
        return List.copyOf(jdbc.sql("""
                with met as (
                    select distinct s.line from import_dry_subjects s
                    where s.import_id = :id and s.subject = any(:subjects))
                select r.row from met join import_dry_rows r on r.import_id = :id and r.line = met.line
                order by r.line limit :most
                """).param("id", work.id()).param("subjects", subjects.toArray(String[]::new)).param("most", most)
                .query(String.class).list());
    }

    /// Remembers rows, each with what it is about; rows about nothing are left out.
    void add(Import work, List<Row> rows, List<Set<String>> subjects) {
        CopyText texts = new CopyText();
        CopyText about = new CopyText();
        for (int i = 0; i < subjects.size(); i++) {
            Row row = rows.get(i);
            subjects.get(i).forEach(subject -> about.add(work.id()).add(subject).add(row.line()).end());
            if (!subjects.get(i).isEmpty()) {
                texts.add(work.id()).add(row.line()).add(row.whole()).end();
            }
        }
        texts.into(copy, "import_dry_rows (import_id, line, row)");
        about.into(copy, "import_dry_subjects (import_id, subject, line)");
    }
}
