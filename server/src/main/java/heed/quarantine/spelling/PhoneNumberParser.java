package heed.quarantine.spelling;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import heed.rules.address.Canonicalised;
import heed.rules.address.Canonicalised.Canonical;
import heed.rules.address.Canonicalised.Rejected;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Phone numbers in E.164 (semantics §6): `sms`, `phone`, `fax`, `whatsapp`.
///
/// A number is taken when its length is possible in its country. Whether its range is in use is not asked: ranges
/// are opened all the time, and a number that an older release rejects could not opt out.
public final class PhoneNumberParser {

    /// What people write between digits. Anything else (letters, extensions, a second number) is rejected.
    private static final String SEPARATORS = " \u00a0\u202f\t()-–‐‑./";

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final @Nullable String defaultRegion;

    /// Numbers without `+` are read in this region, where nothing else names one; null or empty: in none.
    public PhoneNumberParser(@Nullable String defaultRegion) {
        String region = defaultRegion == null ? "" : defaultRegion.strip().toUpperCase(Locale.ROOT);
        if (!region.isEmpty() && !isKnown(region)) {
            throw new IllegalArgumentException("no phone numbers are known for the region " + region
                    + "; give two letters of ISO 3166, such as FR");
        }
        this.defaultRegion = region.isEmpty() ? null : region;
    }

    /// The number in E.164, or why it is none.
    public Canonicalised parse(String raw, @Nullable String region) {
        String text = raw.replace('\u00a0', ' ').strip();
        if (text.isEmpty() || !isNumberLike(text)) {
            return new Rejected("is not a phone number");
        }
        if (isInternational(text)) {
            return canonical(text, null);
        }
        String country = region == null || region.isBlank() ? defaultRegion : region.strip().toUpperCase(Locale.ROOT);
        if (country == null) {
            return new Rejected("a number without + needs a country");
        }
        return isKnown(country) ? canonical(text, country) : new Rejected("no phone numbers are known for the country");
    }

    private Canonicalised canonical(String text, @Nullable String region) {
        try {
            PhoneNumber number = numbers.parse(text, region);
            ValidationResult length = numbers.isPossibleNumberWithReason(number);
            return length == ValidationResult.IS_POSSIBLE
                    ? new Canonical(numbers.format(number, PhoneNumberFormat.E164))
                    : new Rejected(reason(length));
        } catch (NumberParseException notANumber) {
            return new Rejected("is not a phone number");
        }
    }

    private static String reason(ValidationResult length) {
        return switch (length) {
            case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> "is too short for a phone number of its country";
            case TOO_LONG -> "is too long for a phone number of its country";
            case INVALID_COUNTRY_CODE -> "has no known country code";
            case INVALID_LENGTH, IS_POSSIBLE -> "has no possible length for a phone number of its country";
        };
    }

    private boolean isKnown(String region) {
        return numbers.getSupportedRegions().contains(region);
    }

    private static boolean isInternational(String text) {
        return text.charAt(0) == '+' || text.charAt(0) == '＋';
    }

    private static boolean isNumberLike(String text) {
        int from = isInternational(text) ? 1 : 0;
        return text.chars().skip(from).allMatch(c -> Character.isDigit(c) || SEPARATORS.indexOf(c) >= 0);
    }
}
