package heed.subscription.page;

import heed.subscription.growth.GrowthDay;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The growth of a service as the console's script draws it, and as a table.
@Component
class GrowthChart {

    private final MessageSource texts;

    GrowthChart(MessageSource texts) {
        this.texts = texts;
    }

    /// A day of the table.
    ///
    /// @param shown as people read it
    record Line(String shown, long active, long joined, long left) {}

    /// How many were subscribed at the end of each day.
    String total(List<GrowthDay> days, Locale locale) {
        ObjectNode chart = chart("line", days, locale);
        series(chart, "subscription.growth.active", days, GrowthDay::active, locale);
        return chart.toString();
    }

    /// How many came and went on each day.
    String moves(List<GrowthDay> days, Locale locale) {
        ObjectNode chart = chart("bar", days, locale);
        series(chart, "subscription.growth.joined", days, GrowthDay::joined, locale);
        series(chart, "subscription.growth.left", days, GrowthDay::left, locale);
        return chart.toString();
    }

    /// The days, the newest first.
    static List<Line> lines(List<GrowthDay> days, Locale locale) {
        return days.reversed().stream()
                .map(day -> new Line(shown(day.day(), locale), day.active(), day.joined(), day.left())).toList();
    }

    private static ObjectNode chart(String type, List<GrowthDay> days, Locale locale) {
        ObjectNode chart = JsonNodeFactory.instance.objectNode().put("type", type);
        ArrayNode labels = chart.putArray("labels");
        days.forEach(day -> labels.add(shown(day.day(), locale)));
        chart.putArray("series");
        return chart;
    }

    private void series(ObjectNode chart, String key, List<GrowthDay> days, ToLongFunction<GrowthDay> figure,
            Locale locale) {
        ObjectNode one = ((ArrayNode) chart.path("series")).addObject().put("label",
                texts.getMessage(key, null, locale));
        ArrayNode values = one.putArray("values");
        days.forEach(day -> values.add(figure.applyAsLong(day)));
    }

    private static String shown(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
    }
}
