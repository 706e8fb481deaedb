package heed.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The table, the result file, and the same rows for machines; compares with a smaller run of the same day.
///
/// @param options what was asked
/// @param machine what it ran on
/// @param figures what came out
/// @param complete whether these are all the figures there are
record Report(Options options, String machine, List<Figure> figures, boolean complete) {

    private static final String BEGIN = "<!-- table: written by benchmarks/run -->";
    private static final String END = "<!-- end of table -->";
    private static final int SMALLER = 1_000_000;
    private static final double GROWTH = 12;

    /// Writes the result files; gives the page.
    String write(Path folder) throws IOException {
        Files.createDirectories(folder);
        LocalDate today = LocalDate.now(Clock.systemUTC());
        String name = today + "-" + options.profiles();
        String page = page(today, growth(folder.resolve(today + "-" + SMALLER + ".json")));
        if (options.only().isEmpty()) {
            Files.writeString(folder.resolve(name + ".md"), page);
            Files.writeString(folder.resolve(name + ".json"),
                    JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        }
        return page;
    }

    /// Puts the page between the two markers of a document.
    static void into(Path document, String page) throws IOException {
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(document, text.substring(0, begin) + "\n" + page + text.substring(text.indexOf(END)));
    }

    private String page(LocalDate today, List<String> growth) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, %,d profiles, seed %d, `benchmarks/run %d`.".formatted(today, options.profiles(),
                options.seed(), options.profiles()));
        lines.add(machine + ".");
        if (!complete) {
            lines.add("Not complete: these rows only.");
        }
        lines.add("");
        lines.add("| what | Heed | compared with | | ratio | must reach | reached |");
        lines.add("|---|---:|---|---:|---:|---|---|");
        figures.forEach(figure -> lines.add(line(figure)));
        if (!growth.isEmpty()) {
            lines.add("");
            lines.add("Growth: how many times the value at %,d profiles, at most %.0f must be reached."
                    .formatted(SMALLER, GROWTH));
            lines.add("");
            lines.add("| what | times | reached |");
            lines.add("|---|---:|---|");
            lines.addAll(growth);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Figure figure) {
        boolean plain = figure.peer().isEmpty();
        String ratio = plain ? "" : String.format(Locale.ROOT, figure.ratio() < 10 ? "%.2f" : "%,.0f", figure.ratio());
        return "| " + String.join(" | ", figure.what(), figure.heed().text(), figure.peer(),
                plain ? "" : figure.theirs().text(), ratio, figure.bar(), figure.reached() ? "yes" : "**no**") + " |";
    }

    private List<String> growth(Path smaller) throws IOException {
        List<String> lines = new ArrayList<>();
        if (options.profiles() > SMALLER && Files.exists(smaller)) {
            JsonNode rows = JsonMapper.builder().build().readTree(Files.readString(smaller)).get("figures");
            for (Figure figure : figures) {
                for (JsonNode row : rows) {
                    if (figure.heed().unit().equals(Value.MILLIS)
                            && row.get("id").asString().equals(figure.id())) {
                        lines.add(growth(figure, row.get("heed").get("median").asDouble()));
                    }
                }
            }
        }
        return lines.stream().distinct().toList();
    }

    private static String growth(Figure figure, double before) {
        double times = figure.heed().median() / before;
        return String.format(Locale.ROOT, "| %s | %.1f | %s |", figure.what(), times,
                times <= GROWTH ? "yes" : "**no**");
    }
}
