package heed;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The house rules (CONTRIBUTING.md), over every module of the repository. This test is the law: to change a rule,
/// change it here. Every violation is shown at once.
class HouseRulesTest {

    private static final Path ROOT = root();

    private static final int FEWEST_SOURCES = 50;

    /// What no line may hold, and why. Put together so that this file does not break its own rules.
    private static final Map<String, Pattern> NEVER = Map.of(
            "open ends belong in an ADR, a package-info or an issue",
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"),
            "old form of Javadoc, use ///", Pattern.compile("/\\*\\*"),
            "catches everything: name what can be thrown", Pattern.compile("catch \\((final )?(Exception|Throwable) "),
            "sleeps: wait for the thing itself", Pattern.compile("Thread\\.sleep"),
            "no mocks of our own types", Pattern.compile("import (static )?org\\.mockito"),
            "a test is never switched off", Pattern.compile("@Dis" + "abled"));

    private static final Pattern PRINTS = Pattern.compile("System\\.(out|err)\\b");

    private static final Pattern NAMES = Pattern
            .compile("(Service|Manager|Helper|Utils?|Impl|Dto|DTO)\\.java$|^(Abstract|Base)[A-Z].*\\.java$");

    private static final Pattern FOLDERS = Pattern.compile("/(common|core|misc|utils?|helpers?)/");

    private final List<String> violations = new ArrayList<>();

    private final List<Integer> methodLengths = new ArrayList<>();

    @Test
    void everySourceFileKeepsTheHouseRules() throws IOException {
        List<Source> sources = sources();

        sources.forEach(this::checkText);
        checkPackages(sources);
        checkShapes(sources);

        assertThat(sources.size()).as("sources found under %s", ROOT).isGreaterThan(FEWEST_SOURCES);
        assertThat(violations).isEmpty();
    }

    @Test
    void nineOfTenMethodsAreShorterThanTwentyLines() throws IOException {
        checkShapes(sources());

        List<Integer> lengths = methodLengths.stream().sorted().toList();
        assertThat(lengths.size()).as("methods found").isGreaterThan(FEWEST_SOURCES);
        assertThat(lengths.get(lengths.size() * 9 / 10)).as("ninth decile of method lengths").isLessThan(20);
    }

    @Test
    void aMigrationSaysWhyWhatItLocksAndHowLong() throws IOException {
        List<Path> migrations = files("server/src/main/resources/db/migration", ".sql");

        assertThat(migrations).isNotEmpty().allSatisfy(file -> assertThat(header(file)).as(file.toString())
                .startsWith("-- Why: ").contains("-- Locks: ").contains("Time on ten million rows: "));
    }

    @Test
    void theReadmeIsShort() {
        assertThat(ROOT.resolve("README.md")).exists();
        assertThat(lines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(150);
    }

    private void checkText(Source source) {
        check(source, source.lines.size() < 300, "%d lines, at most 299".formatted(source.lines.size()));
        check(source, !NAMES.matcher(source.name()).find(), "a name that says nothing");
        check(source, !FOLDERS.matcher(source.path).find(), "a folder that says nothing");
        check(source, !source.name().equals("package-info.java") || source.comment().size() <= 25,
                "more than 25 lines about a package");
        for (int i = 0; i < source.lines.size(); i++) {
            checkLine(source, i + 1, source.lines.get(i));
        }
    }

    private void checkLine(Source source, int number, String line) {
        check(source, line.length() <= 140, "line %d is over 140".formatted(number));
        check(source, !source.main() || source.inFolder("cli") || source.inFolder("benchmarks")
                || !PRINTS.matcher(line).find(), "line %d prints outside cli".formatted(number));
        NEVER.forEach(
                (why, pattern) -> check(source, !pattern.matcher(line).find(), "line %d: %s".formatted(number, why)));
    }

    private void checkPackages(List<Source> sources) {
        sources.stream().filter(Source::main).collect(groupingBy(Source::folder)).forEach((folder, files) -> {
            List<Source> code = files.stream().filter(file -> !file.name().equals("package-info.java")).toList();
            if (code.size() > 20) {
                violations.add("%s: %d files in one package, at most 20".formatted(folder, code.size()));
            }
            List<Source> about = files.stream().filter(file -> file.name().equals("package-info.java")).toList();
            if (about.isEmpty() || about.getFirst().comment().isEmpty() || !about.getFirst().contains("@NullMarked")) {
                violations.add("%s: no package-info.java with a /// comment and @NullMarked".formatted(folder));
            }
        });
    }

    private void checkShapes(List<Source> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files
                    .getJavaFileObjectsFromPaths(sources.stream().map(source -> ROOT.resolve(source.path)).toList());
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                String path = ROOT.relativize(Path.of(unit.getSourceFile().toUri())).toString();
                new Shapes(new Source(path), unit, trees.getSourcePositions()).scan(unit, null);
            }
        }
    }

    private void check(Source source, boolean kept, String violation) {
        if (!kept) {
            violations.add(source.path + ": " + violation);
        }
    }

    private static List<Source> sources() throws IOException {
        return files("", ".java").stream().map(file -> new Source(ROOT.relativize(file).toString())).toList();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        Predicate<Path> generated = file -> Stream.of("target", ".git")
                .anyMatch(skipped -> ROOT.relativize(file).startsWith(skipped)
                        || file.toString().contains("/" + skipped + "/"));
        try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).filter(generated.negate()).sorted().toList();
        }
    }

    private static String header(Path file) {
        return String.join("\n", lines(file).stream().takeWhile(line -> line.startsWith("--")).toList());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("eclipse-formatter.prefs"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the repository");
        }
        return folder;
    }

    /// A source file; the path is relative to the root of the repository.
    private record Source(String path, List<String> lines) {

        Source(String path) {
            this(path, HouseRulesTest.lines(ROOT.resolve(path)));
        }

        boolean main() {
            return path.contains("/src/main/");
        }

        String name() {
            return Path.of(path).getFileName().toString();
        }

        String folder() {
            return path.substring(0, path.length() - name().length() - 1);
        }

        boolean inFolder(String name) {
            return path.contains("/heed/" + name + "/");
        }

        boolean contains(String text) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }

        List<String> comment() {
            return lines.stream().filter(line -> line.startsWith("///")).toList();
        }
    }

    /// Looks at what only a parser can tell: the length of methods, and whether public types are explained.
    private final class Shapes extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Source source;

        private final CompilationUnitTree unit;

        private final SourcePositions positions;

        Shapes(Source source, CompilationUnitTree unit, SourcePositions positions) {
            this.source = source;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            if (source.main() && method.getBody() != null) {
                int length = line(positions.getEndPosition(unit, method.getBody()))
                        - line(positions.getStartPosition(unit, method.getBody())) + 1;
                methodLengths.add(length);
                check(source, length <= 40, "%s has %d lines, at most 40".formatted(method.getName(), length));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (source.main() && type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                check(source, explained(type), "public type %s has no /// comment".formatted(type.getSimpleName()));
            }
            return super.visitClass(type, null);
        }

        private boolean explained(Tree type) {
            int above = line(positions.getStartPosition(unit, type)) - 2;
            return above >= 0 && source.lines.get(above).strip().startsWith("///");
        }

        private int line(long position) {
            return (int) unit.getLineMap().getLineNumber(position);
        }
    }
}
