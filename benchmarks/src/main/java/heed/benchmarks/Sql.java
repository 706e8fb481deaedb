package heed.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The statements of the other sides, kept as files under benchmarks/sql for everybody to judge.
public final class Sql {

    private static final Path FOLDER = Path.of("benchmarks", "sql");

    private Sql() {
    }

    /// The statements of a file, with `:name` replaced by numbers or names of ours.
    public static String of(String file, Map<String, ?> values) throws IOException {
        String sql = Files.readString(FOLDER.resolve(file));
        for (Map.Entry<String, ?> value : values.entrySet()) {
            sql = sql.replace(":" + value.getKey(), value.getValue().toString());
        }
        return sql;
    }
}
