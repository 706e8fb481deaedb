package heed.benchmarks;

import heed.benchmarks.analysis.AnalysisRow;
import heed.benchmarks.analysis.IndexRow;
import heed.benchmarks.analysis.PrepareRow;
import heed.benchmarks.analysis.TargetRow;
import heed.benchmarks.analysis.WhatIfRow;
import heed.benchmarks.files.FeedbackRow;
import heed.benchmarks.files.ImportRow;
import heed.benchmarks.files.PrepareCommandRow;
import heed.benchmarks.http.HttpRow;
import heed.benchmarks.http.PublicRow;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every row, by the name that `--only` takes, in the order of the table.
final class Rows {

    private Rows() {
    }

    static Map<String, Row> all() {
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("analysis", new AnalysisRow());
        rows.put("prepare", new PrepareRow());
        rows.put("what-if", new WhatIfRow());
        rows.put("index", new IndexRow());
        rows.put("target", new TargetRow());
        rows.put("import", new ImportRow());
        rows.put("prepare-command", new PrepareCommandRow());
        rows.put("feedback", new FeedbackRow());
        rows.put("opt-out", HttpRow.optOut());
        rows.put("public", new PublicRow());
        rows.put("eligibility", HttpRow.eligibility());
        rows.put("eligibility-batch", HttpRow.batches());
        return rows;
    }
}
