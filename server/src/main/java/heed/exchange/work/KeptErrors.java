package heed.exchange.work;

import heed.exchange.BadRow;
import heed.exchange.ErrorFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/// The error file of an import. What a batch adds counts only once the batch is committed: the next one begins where
/// the last committed one ended.
final class KeptErrors {

    private final Path file;

    KeptErrors(Path file) {
        this.file = file;
    }

    /// Writes rows behind the first `from` bytes, in the order of their lines; returns how long the file is then.
    long append(List<BadRow> rows, long from) throws IOException {
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(from);
            }
        }
        if (rows.isEmpty()) {
            return from;
        }
        try (ErrorFile errors = new ErrorFile(file)) {
            for (BadRow row : rows.stream().sorted(Comparator.comparingLong(BadRow::line)).toList()) {
                errors.add(row);
            }
        }
        return Files.size(file);
    }
}
