package heed.landingpage.oneclick;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody asks for with a link.
sealed interface Wish {

    /// The subscription to one service ends.
    ///
    /// @param id of the service
    record End(int id) implements Wish {}

    /// No more messages on the channel of the link.
    record WholeChannel() implements Wish {}

    /// No more messages at all.
    record Everything() implements Wish {}

    /// As a form sends it.
    default String code() {
        return switch (this) {
            case End(int id) -> "service-" + id;
            case WholeChannel() -> "channel";
            case Everything() -> "everything";
        };
    }

    /// What a form sends.
    static Optional<Wish> ofCode(String code) {
        Matcher service = Codes.SERVICE.matcher(code);
        if (service.matches()) {
            return Optional.of(new End(Integer.parseInt(service.group(1))));
        }
        return switch (code) {
            case "channel" -> Optional.of(new WholeChannel());
            case "everything" -> Optional.of(new Everything());
            default -> Optional.empty();
        };
    }

    /// How a code is spelled.
    final class Codes {
        private static final Pattern SERVICE = Pattern.compile("service-([1-9][0-9]{0,8})");

        private Codes() {
        }
    }
}
