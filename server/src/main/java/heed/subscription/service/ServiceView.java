package heed.subscription.service;

import heed.rules.Channel;
import heed.subscription.Confirmation;
import heed.subscription.ConfirmationText;
import heed.subscription.ConfirmationText.Wording;
import heed.subscription.ServiceDefinition;
import heed.web.Code;
import heed.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A service as the API takes and shows it (4-api "Services").
///
/// @param validity an ISO 8601 period of days, weeks, months or years (`P1Y`), or null
/// @param confirmation `none`, `default` or `custom`
/// @param createdAt only shown
public record ServiceView(@Nullable String name, @Nullable String label, @Nullable String channel,
        @Nullable String validity,
        @Nullable Boolean doubleOptIn, @Nullable String confirmation, @Nullable ConfirmationText confirmationText,
        @Nullable Instant createdAt) {

    private static final int MAX_NAME = 100;
    private static final int MAX_LABEL = 255;
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_TEXT = 20_000;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Period LONGEST = Period.ofYears(1000);

    /// As it is.
    public static ServiceView of(ServiceDefinition service) {
        Period validity = service.validity();
        return new ServiceView(service.name(), service.label(), service.channel().code(),
                validity == null ? null : validity.toString(), service.doubleOptIn(), service.confirmation().code(),
                service.confirmationText(), service.createdAt());
    }

    /// The service this describes.
    ///
    /// @throws Problem 400 that names the field
    public ServiceDefinition definition(int id, Instant created) {
        Confirmation message = Code.optional("confirmation", confirmation, Confirmation.values(), Confirmation::code)
                .orElse(Confirmation.NONE);
        boolean worded = confirmationText != null && checkedWords(confirmationText);
        if (message == Confirmation.CUSTOM && !worded) {
            throw Problem.badRequest("confirmationText", "is missing: a custom confirmation has its own words");
        }
        String checked = checkedName();
        return new ServiceDefinition(id, checked, checkedLabel(checked),
                Code.required("channel", channel, Channel.values(), Channel::code), period(),
                Boolean.TRUE.equals(doubleOptIn), message, confirmationText, created);
    }

    private String checkedName() {
        if (name == null) {
            throw Problem.badRequest("name", "is missing");
        }
        boolean broken = name.isBlank() || !name.strip().equals(name) || name.length() > MAX_NAME
                || name.equals(".") || name.equals("..") || name.codePoints().anyMatch(Character::isISOControl);
        if (broken) {
            throw Problem.badRequest("name", "must be 1 to " + MAX_NAME + " characters without blanks around");
        }
        return name;
    }

    private String checkedLabel(String otherwise) {
        if (label == null || label.isBlank()) {
            return otherwise;
        }
        if (label.length() > MAX_LABEL || label.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest("label", "must be one line of at most " + MAX_LABEL + " characters");
        }
        return label;
    }

    /// Are there any words, and all of them fit to be sent?
    private static boolean checkedWords(ConfirmationText text) {
        Map<String, Wording> subscribe = Objects.requireNonNullElse(text.subscribe(), Map.of());
        Map<String, Wording> unsubscribe = Objects.requireNonNullElse(text.unsubscribe(), Map.of());
        subscribe.forEach((language, words) -> check("confirmationText.subscribe." + language, language, words));
        unsubscribe.forEach((language, words) -> check("confirmationText.unsubscribe." + language, language, words));
        return !subscribe.isEmpty() || !unsubscribe.isEmpty();
    }

    /// A subject is one line: a second one would be another header of the message.
    private static void check(String field, String language, @Nullable Wording words) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw Problem.badRequest(field, "is not a language such as en or fr-CA");
        }
        String subject = words == null ? "" : Objects.requireNonNullElse(words.subject(), "");
        String body = words == null ? "" : Objects.requireNonNullElse(words.text(), "");
        if (subject.isBlank() || subject.length() > MAX_SUBJECT
                || subject.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest(field + ".subject", "must be one line of at most " + MAX_SUBJECT + " characters");
        }
        if (body.isBlank() || body.length() > MAX_TEXT) {
            throw Problem.badRequest(field + ".text", "must have 1 to " + MAX_TEXT + " characters");
        }
    }

    private @Nullable Period period() {
        if (validity == null) {
            return null;
        }
        try {
            Period period = Period.parse(validity);
            LocalDate start = LocalDate.EPOCH;
            boolean sensible = period.addTo(start) instanceof LocalDate end && end.isAfter(start)
                    && !end.isAfter(start.plus(LONGEST));
            if (sensible) {
                return period;
            }
        } catch (DateTimeException notAPeriod) {
            // Answered below, as a period that is too long is.
        }
        throw Problem.badRequest("validity", "must be a period such as P1Y or P30D, up to P1000Y");
    }
}
