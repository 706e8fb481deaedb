package heed.rules.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.yaml.snakeyaml.Yaml;

/// Loads case files: the project's own from the class path, or those of a folder.
public final class Corpus {

    private Corpus() {
    }

    /// The project's own `analysis.yaml`.
    public static List<AnalysisCase> analysis() {
        return own("analysis.yaml", AnalysisCase::of);
    }

    public static List<AnalysisCase> analysis(Path folder) {
        return load(folder.resolve("analysis.yaml"), AnalysisCase::of);
    }

    /// The project's own `opt-out.yaml`.
    public static List<OptOutCase> optOut() {
        return own("opt-out.yaml", OptOutCase::of);
    }

    public static List<OptOutCase> optOut(Path folder) {
        return load(folder.resolve("opt-out.yaml"), OptOutCase::of);
    }

    /// The project's own `quarantine.yaml`.
    public static List<QuarantineCase> quarantine() {
        return own("quarantine.yaml", QuarantineCase::of);
    }

    public static List<QuarantineCase> quarantine(Path folder) {
        return load(folder.resolve("quarantine.yaml"), QuarantineCase::of);
    }

    /// The project's own `subscription.yaml`.
    public static List<SubscriptionCase> subscription() {
        return own("subscription.yaml", SubscriptionCase::of);
    }

    /// The project's own `address.yaml`.
    public static List<AddressCase> address() {
        return own("address.yaml", AddressCase::of);
    }

    public static List<AddressCase> address(Path folder) {
        return load(folder.resolve("address.yaml"), AddressCase::of);
    }

    private static <T> List<T> own(String name, Function<Node, T> read) {
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream("/cases/" + name), name)) {
            return load(in, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> load(Path file, Function<Node, T> read) {
        try (InputStream in = Files.newInputStream(file)) {
            return load(in, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> load(InputStream in, Function<Node, T> read) {
        List<Object> cases = new Yaml().load(in);
        return cases.stream().map(Node::new).map(node -> {
            T one = read.apply(node);
            node.close();
            return one;
        }).toList();
    }
}
