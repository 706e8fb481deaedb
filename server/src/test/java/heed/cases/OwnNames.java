package heed.cases;

import heed.rules.Channel;
import heed.rules.cases.AnalysisCase;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Puts a case's world under names of its own: keys, addresses, services, and domains that end in `.example`.
final class OwnNames {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int number = NUMBER.incrementAndGet();

    String name(String written) {
        return "case" + number + "-" + written;
    }

    List<String> names(List<String> written) {
        return written.stream().map(this::name).toList();
    }

    String address(AnalysisCase.Written written) {
        return address(written.channel(), written.text());
    }

    String address(Channel channel, String text) {
        return switch (channel) {
            case EMAIL -> {
                int at = text.indexOf('@');
                yield "case" + number + "." + text.substring(0, at) + "@" + domain(text.substring(at + 1));
            }
            // A French mobile number: the last two digits are those of the case.
            case SMS, PHONE, FAX, WHATSAPP -> "+33612%04d%s".formatted(number, text.substring(text.length() - 2));
            case PUSH, DIRECT_MAIL -> name(text);
        };
    }

    String domain(String written) {
        String ending = ".example";
        return written.toLowerCase(Locale.ROOT).endsWith(ending)
                ? written.substring(0, written.length() - ending.length()) + ".case" + number + ending
                : written;
    }
}
