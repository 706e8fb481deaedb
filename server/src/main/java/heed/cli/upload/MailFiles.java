package heed.cli.upload;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The messages of a mailbox on disk, one after the other: a file of the mbox format, a maildir or any other folder of
/// messages, or a file that is one message.
final class MailFiles {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private MailFiles() {
    }

    /// Tells of each message, and where it is.
    static void read(Path path, BiConsumer<byte[], String> receiver) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path file : files(path)) {
                receiver.accept(Files.readAllBytes(file), path.relativize(file).toString());
            }
        } else {
            mbox(path, receiver);
        }
    }

    /// Those of a maildir are in `new` and `cur`; what is being written, in `tmp`, is left alone.
    private static List<Path> files(Path folder) throws IOException {
        List<Path> roots = new ArrayList<>();
        for (String name : List.of("new", "cur")) {
            if (Files.isDirectory(folder.resolve(name))) {
                roots.add(folder.resolve(name));
            }
        }
        List<Path> files = new ArrayList<>();
        for (Path root : roots.isEmpty() ? List.of(folder) : roots) {
            try (Stream<Path> all = Files.list(root)) {
                all.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }

    /// A line `From …` after an empty one begins a message; one `>From …` is a line of it that was marked (mboxrd). A file
    /// that does not begin so is one message.
    private static void mbox(Path path, BiConsumer<byte[], String> receiver) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            boolean box = false;
            boolean empty = true;
            int number = 0;
            byte[] line = line(in);
            while (line != null) {
                if (empty && begins(line, 0) && (box || message.size() == 0)) {
                    if (message.size() > 0) {
                        receiver.accept(message.toByteArray(), "message " + ++number);
                        message.reset();
                    }
                    box = true;
                } else {
                    int marks = box ? marks(line) : 0;
                    message.write(line, marks, line.length - marks);
                }
                empty = line.length <= 2 && (line[0] == '\n' || line[0] == '\r');
                line = line(in);
            }
            if (message.size() > 0) {
                receiver.accept(message.toByteArray(), "message " + ++number);
            }
        }
    }

    private static boolean begins(byte[] line, int at) {
        for (int i = 0; i < FROM.length; i++) {
            if (at + i >= line.length || line[at + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    /// 1 for a line whose mark is to be taken off, else 0.
    private static int marks(byte[] line) {
        int at = 0;
        while (at < line.length && line[at] == '>') {
            at++;
        }
        return at > 0 && begins(line, at) ? 1 : 0;
    }

    /// The next line with its end; null for no more.
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.size() == 0 ? null : line.toByteArray();
    }
}
