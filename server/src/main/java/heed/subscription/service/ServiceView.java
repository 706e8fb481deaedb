package heed.subscription.service;

import heed.rules.Channel;
import heed.subscription.Confirmation;
import heed.subscription.ConfirmationText;
import heed.subscription.ServiceDefinition;
import heed.web.Code;
import heed.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/// A service as the API takes and shows it (4-api "Services").
///
/// @param validity an ISO 8601 period of days, weeks, months or years (`P1Y`), or null
/// @param confirmation `none`, `default` or `custom`
/// @param createdAt only shown
record ServiceView(@Nullable String name, @Nullable String label, @Nullable String channel, @Nullable String validity,
        @Nullable Boolean doubleOptIn, @Nullable String confirmation, @Nullable ConfirmationText confirmationText,
        @Nullable Instant createdAt) {

    private static final int MAX_NAME = 100;
    private static final Period LONGEST = Period.ofYears(1000);

    static ServiceView of(ServiceDefinition service) {
        Period validity = service.validity();
        return new ServiceView(service.name(), service.label(), service.channel().code(),
                validity == null ? null : validity.toString(), service.doubleOptIn(), service.confirmation().code(),
                service.confirmationText(), service.createdAt());
    }

    /// The service this describes.
    ///
    /// @throws Problem 400 that names the field
    ServiceDefinition definition(int id, Instant created) {
        Confirmation message = Code.optional("confirmation", confirmation, Confirmation.values(), Confirmation::code)
                .orElse(Confirmation.NONE);
        if (message == Confirmation.CUSTOM && confirmationText == null) {
            throw Problem.badRequest("confirmationText", "is missing: a custom confirmation has its own words");
        }
        String checked = checkedName();
        return new ServiceDefinition(id, checked, label == null || label.isBlank() ? checked : label,
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
