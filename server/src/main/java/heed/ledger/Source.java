package heed.ledger;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where a choice or change came from (semantics §1). Codes are persisted: added, never renamed.
public enum Source {
    /// A person who works with Heed.
    OPERATOR("operator"),
    /// A program that calls the API.
    API("api"),
    /// A page the recipient filled in.
    LANDING_PAGE("landing_page"),
    /// A one-click unsubscribe (RFC 8058).
    ONE_CLICK("one_click"),
    /// A message to an unsubscribe address.
    MAILTO("mailto"),
    /// A keyword sent by SMS.
    SMS_KEYWORD("sms_keyword"),
    /// A row of an imported file.
    IMPORT("import"),
    /// The merge of two profiles.
    MERGE("merge"),
    /// Heed itself.
    SYSTEM("system");

    private static final Map<String, Source> BY_CODE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Source::code, Function.identity()));

    private final String code;

    Source(String code) {
        this.code = code;
    }

    /// The code in JSON, files and the database.
    public String code() {
        return code;
    }

    /// The source of that code, if there is one.
    public static Optional<Source> ofCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
