package heed.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heed.testing.Answer;
import heed.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// Uploads that end badly: the client hears it, and nothing is kept.
class UploadIT {

    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final Imports imports = new Imports();

    @Test
    void aFileThatClaimsToBeOverTheLimitIsRefusedBeforeItComes() throws IOException {
        try (Socket socket = connect("Content-Length: 30000000000")) {
            StringBuilder answer = new StringBuilder();
            // The connection stays open: the server reads on for a while, so that the sender sees the answer.
            for (int next = 0; next >= 0 && answer.indexOf("HEED_MAX_UPLOAD") < 0;) {
                next = socket.getInputStream().read();
                answer.append((char) next);
            }

            assertThat(answer.toString()).startsWith("HTTP/1.1 413").contains("application/problem+json")
                    .contains("the file is over HEED_MAX_UPLOAD");
        }
    }

    @Test
    void nothingIsKeptOfAnUploadThatBreaksOff() throws IOException {
        Path directory = TestServer.bean(ImportJobs.class).directory();
        List<Path> before = files(directory);
        long count = imports.number("select count(*) from imports");

        try (Socket socket = connect("Content-Length: 1000000")) {
            socket.getOutputStream().write("key\np1\n".getBytes(UTF_8));
            socket.getOutputStream().flush();
            await(() -> files(directory).size() > before.size());
        }

        await(() -> files(directory).equals(before));
        assertThat(files(directory)).isEqualTo(before);
        assertThat(imports.number("select count(*) from imports")).isEqualTo(count);
    }

    @Test
    void moreThanTheLimitWithoutALengthIsNotKept() throws IOException {
        Path directory = Files.createDirectories(TestServer.home("limit"));

        assertThatThrownBy(() -> StoredFile.store(new ByteArrayInputStream(new byte[200_000]), directory,
                DataSize.ofKilobytes(100))).isInstanceOf(StoredFile.TooLongException.class);
        assertThat(files(directory)).isEmpty();
    }

    @Test
    void whatAKilledServerLeftBehindIsDeletedAtTheNextStart() throws IOException {
        LeftOverFiles leftOvers = TestServer.bean(LeftOverFiles.class);
        Path directory = TestServer.bean(ImportJobs.class).directory();
        Path old = Files.writeString(directory.resolve("old.rows"), "key\n");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        Path fresh = Files.writeString(directory.resolve("fresh.rows"), "key\n");

        leftOvers.delete();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        Files.delete(fresh);
    }

    /// On a disk of one megabyte, where the build may make one (root on Linux).
    @Test
    void aFullDiskKeepsNothing() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(TestServer.home("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "heed-test", disk.toString()), "may not mount");
        try {
            InputStream file = new ByteArrayInputStream(new byte[4_000_000]);

            assertThatThrownBy(() -> StoredFile.store(file, disk, DataSize.ofGigabytes(1)))
                    .isInstanceOf(StoredFile.NotKeptException.class);
            assertThat(files(disk)).isEmpty();
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void aFullDiskIs507() throws IOException, InterruptedException {
        Path directory = TestServer.bean(ImportJobs.class).directory();
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "heed-test", directory.toString()), "may not mount");
        try {
            Answer refused = imports.post("kind=profiles", "key\n" + "p1\n".repeat(700_000)).send().expect(507);

            assertThat(refused.at("/detail").asString())
                    .isEqualTo("the file cannot be kept: the disk of the server is full");
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            assertThat(files(directory)).isEmpty();
        } finally {
            assertThat(run("umount", directory.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static Socket connect(String header) throws IOException {
        URI url = TestServer.url();
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(("POST /api/v1/imports?kind=profiles HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + TestServer.ADMIN_KEY + "\r\nContent-Type: text/csv\r\n"
                + header + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long until = System.nanoTime() + LONGEST_NANOS;
        while (!condition.holds() && System.nanoTime() < until) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(condition.holds()).isTrue();
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.rows")) {
            all.forEach(files::add);
        }
        return files.stream().sorted().toList();
    }
}
