package heed.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/// For transactions that ask for a small part of large tables. Left to its statistics the planner takes reading all of a
/// table for cheaper from some thousands of rows on, and then the time of a batch would grow with the table.
public final class IndexPlans {

    private IndexPlans() {
    }

    /// From here to the end of the transaction, statements go by index, row after row.
    public static void stay(JdbcClient jdbc) {
        jdbc.sql("""
                select set_config(name, 'off', true)
                from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as name
                union all select set_config('max_parallel_workers_per_gather', '0', true)""").query(String.class)
                .list();
    }
}
