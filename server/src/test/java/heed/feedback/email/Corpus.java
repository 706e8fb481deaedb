package heed.feedback.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real messages in `../shared/corpora`, which are no part of the project: read where they are, never copied, no
/// address of theirs printed.
final class Corpus {

    /// Decided once, before a pattern was written: these were not looked at.
    private static final String SALT = "heed-feedback-2026";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Corpus() {
    }

    /// A message with what its source expects.
    ///
    /// @param id of its file
    /// @param name in its source
    /// @param source `flufl`, `sisimai`, …
    /// @param file the message
    /// @param kind dsn, nonstandard, arf or autoreply
    /// @param type the class as stated; `null` when the source says nothing
    /// @param reason in the words of the source
    /// @param recipients `null` when the source says nothing
    /// @param heldBack not looked at while writing patterns
    record Sample(String id, String name, String source, Path file, String kind, @Nullable String type,
            @Nullable String reason, @Nullable Set<String> recipients, boolean heldBack) {

        byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
        }
    }

    static Path folder(Path root) {
        return root.resolve("../shared/corpora").normalize();
    }

    static List<Sample> read(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("bounces.jsonl")).stream().map(line -> sample(folder, line)).toList();
    }

    private static Sample sample(Path folder, String line) {
        JsonNode json = JSON.readTree(line);
        String file = json.get("file").asString();
        String name = file.substring(file.lastIndexOf('/') + 1);
        String id = json.get("id").asString();
        return new Sample(name.replace(".eml", ""), id.substring(id.lastIndexOf(':') + 1),
                source(json.get("source_repo").asString()), folder.resolve(file), json.get("kind").asString(),
                text(json, "expected_class"), text(json, "expected_reason"), recipients(json), heldBack(name));
    }

    private static @Nullable Set<String> recipients(JsonNode json) {
        JsonNode stated = json.get("expected_recipients");
        if (stated == null || stated.isNull()) {
            return null;
        }
        Set<String> recipients = new TreeSet<>();
        stated.forEach(one -> recipients.add(one.asString().replaceAll("[<>]", "").toLowerCase(Locale.ROOT)));
        return recipients;
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }

    private static String source(String repository) {
        return repository.startsWith("flufl") ? "flufl" : repository.replaceFirst("[/ ].*", "");
    }

    private static boolean heldBack(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((SALT + name).getBytes(StandardCharsets.UTF_8));
            return Byte.toUnsignedInt(hash[0]) % 5 == 0;
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
