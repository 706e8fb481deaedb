package heed.cli.prepare;

import heed.cli.Failure;
import heed.cli.prepare.table.CsvOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that a command writes. It stands under its name only when it is complete: until then `<name>.part`, which
/// goes away when the writing fails. What stood there before stays until then.
///
/// Where the name leads to another file, that one is written. A pipe, a terminal or a device is written as it comes.
final class ResultFile {

    /// What stands in it.
    interface Body {

        void writeTo(CsvOut out) throws IOException;
    }

    private ResultFile() {
    }

    /// Writes the file or fails with a message for people.
    static void write(Path file, Body body) {
        if (Files.isDirectory(file)) {
            throw new Failure("cannot write " + file + ": it is a directory");
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                fill(file, body);
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file, body);
            }
        } catch (IOException problem) {
            throw Failure.of("write", file, problem);
        }
    }

    private static void replace(Path file, Body body) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            fill(part, body);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fill(Path file, Body body) throws IOException {
        try (CsvOut out = new CsvOut(Files.newOutputStream(file))) {
            body.writeTo(out);
        }
    }
}
