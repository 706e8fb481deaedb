package heed.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All rows of a list as `text/csv` (RFC 4180, UTF-8, CRLF, header row), written as they come.
///
/// Safe to open in a spreadsheet: a cell that begins with `= + - @`, tab or carriage return gets an apostrophe before
/// it, so that no cell becomes a formula. Numbers and times are left as they are, phone numbers too. What programs
/// send from is written by [#exactCell], untouched.
///
/// ```java
/// @GetMapping(path = "/quarantine", produces = CsvAnswer.TYPE)
/// void csv(…, HttpServletResponse response) {
///     CsvAnswer.write(response, List.of("id", "address"), Paging.of(Paging.MOST, null, "quarantine", …),
///             paging -> list(filters, paging), row -> Arrays.asList(row.id(), row.address()));
/// }
/// ```
public final class CsvAnswer {

    /// The media type, for `produces`.
    public static final String TYPE = "text/csv";

    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9 ()-]{6,}");
    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]|^\\s|\\s$");

    private CsvAnswer() {
    }

    /// Writes page after page, until the list ends. No transaction is open meanwhile: each page is a query of its own.
    ///
    /// @param page gives the page of a [Paging]: the same as for JSON
    /// @param cells the cells of an item in the order of the header; lists are joined by `|`, null is empty
    public static <T> void write(HttpServletResponse response, List<String> header, Paging first,
            Function<Paging, Page<T>> page, Function<T, List<? extends @Nullable Object>> cells) {
        Page<T> rows = page.apply(first);
        response.setContentType(TYPE + ";charset=UTF-8");
        try {
            Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
            out.write(line(header));
            while (true) {
                for (T row : rows.items()) {
                    out.write(line(cells.apply(row)));
                }
                String next = rows.nextCursor();
                if (next == null) {
                    break;
                }
                rows = page.apply(first.next(next));
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One line with its end; for callers who stream on their own.
    public static String line(Collection<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvAnswer::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /// One cell, every character as it is: for programs, whatever a spreadsheet would make of it.
    public static String exactCell(String text) {
        return quoted(text);
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Collection<?> many -> text(many.stream().map(String::valueOf).collect(Collectors.joining("|")));
            case String text -> text(text);
            case Object other -> other.toString();
        };
    }

    private static String text(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return quoted(formula && !PHONE.matcher(text).matches() ? "'" + text : text);
    }

    private static String quoted(String text) {
        return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
