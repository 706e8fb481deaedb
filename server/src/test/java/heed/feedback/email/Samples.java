package heed.feedback.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The project's own messages and tables beside the tests.
public final class Samples {

    private static final String FOLDER = "/heed/feedback/";

    private Samples() {
    }

    /// The rows of a table, each with its columns.
    public static List<List<String>> table(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    static byte[] mail(String name) throws IOException {
        return bytes("mail/" + name + ".eml");
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Samples.class.getResourceAsStream(FOLDER + file), file)) {
            return stream.readAllBytes();
        }
    }
}
