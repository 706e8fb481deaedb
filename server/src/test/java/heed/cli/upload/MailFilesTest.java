package heed.cli.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void anMboxIsCutAtItsFromLinesAndItsMarksAreTakenOff() throws IOException {
        Path file = folder.resolve("box");
        Files.writeString(file,
                "From a Mon\nSubject: 1\n\nHi\nFrom me\n>From you\n\nFrom b Tue\nSubject: 2\n\n>>From x\n");

        assertThat(read(file)).containsExactly("Subject: 1\n\nHi\nFrom me\nFrom you\n\n", "Subject: 2\n\n>From x\n");
    }

    @Test
    void aFileThatIsNoMboxIsOneMessage() throws IOException {
        Path file = folder.resolve("one.eml");
        Files.writeString(file, "Subject: 1\r\n\r\nHi\r\n\r\nFrom me\r\n>From\r\n");

        assertThat(read(file)).containsExactly("Subject: 1\r\n\r\nHi\r\n\r\nFrom me\r\n>From\r\n");
    }

    @Test
    void aMaildirIsReadWithoutWhatIsBeingWritten() throws IOException {
        for (String name : List.of("new", "cur", "tmp")) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name).resolve("1"), name);
        }

        assertThat(read(folder)).containsExactly("new", "cur");
    }

    private static List<String> read(Path path) throws IOException {
        List<String> messages = new ArrayList<>();
        MailFiles.read(path, (raw, _) -> messages.add(new String(raw, US_ASCII)));
        return messages;
    }
}
