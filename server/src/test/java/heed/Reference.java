package heed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A page of the repository that follows from the code: compared, or written with `-Dheed.reference=write`.
public final class Reference {

    static final Path ROOT = root();

    private Reference() {
    }

    /// Compares the page, or writes it.
    public static void compare(Path page, String expected) throws IOException {
        Path file = ROOT.resolve(page);
        if ("write".equals(System.getProperty("heed.reference"))) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, expected);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file)).as("%s; write it again with -Dheed.reference=write", page)
                .isEqualTo(expected);
    }

    /// The root of the repository.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("eclipse-formatter.prefs"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the repository");
        }
        return folder;
    }
}
