package heed.console;

import heed.ledger.trend.Happening;
import heed.ledger.trend.Trend;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A trend as the console's script draws it, and as a table.
@Component
class TrendChart {
    /// Where the entries behind a figure are: what the ledger's page filters by.
    private static final Map<Happening, String> KINDS = Map.of(Happening.OPTED_OUT, "opt_out", Happening.OPTED_IN,
            "opt_in", Happening.ADDRESS_EXCLUDED, "address_event");

    private final MessageSource texts;

    TrendChart(MessageSource texts) {
        this.texts = texts;
    }

    /// A day of the table.
    ///
    /// @param day as the ledger's filters take it
    /// @param shown as people read it
    /// @param cells one for each happening, in their order
    record Line(String day, String shown, List<Cell> cells) {}

    /// A figure of the table.
    ///
    /// @param kind of the ledger's entries behind it
    record Cell(long count, String kind) {}

    /// `{"type":"line","labels":[…],"series":[{"label":"…","values":[…]}]}`
    String chart(Trend trend, Locale locale) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode().put("type", "line");
        ArrayNode labels = chart.putArray("labels");
        trend.days().forEach(day -> labels.add(shown(day, locale)));
        ArrayNode series = chart.putArray("series");
        for (Happening what : Happening.values()) {
            ObjectNode one = series.addObject().put("label",
                    texts.getMessage("overview.trend." + what.code(), null, locale));
            ArrayNode values = one.putArray("values");
            trend.days().forEach(day -> values.add(day.count(what)));
        }
        return chart.toString();
    }

    /// The days on which something happened, the newest first.
    static List<Line> lines(Trend trend, Locale locale) {
        List<Line> lines = new ArrayList<>();
        for (Trend.Day day : trend.days()) {
            if (!day.counts().isEmpty()) {
                lines.add(new Line(day.day().toString(), shown(day, locale), cells(day)));
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    private static List<Cell> cells(Trend.Day day) {
        List<Cell> cells = new ArrayList<>();
        for (Happening what : Happening.values()) {
            cells.add(new Cell(day.count(what), KINDS.getOrDefault(what, "")));
        }
        return cells;
    }

    private static String shown(Trend.Day day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day.day());
    }
}
