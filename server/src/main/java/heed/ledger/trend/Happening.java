package heed.ledger.trend;

import java.util.Arrays;

/// What a trend counts. Codes are persisted: added, never renamed.
public enum Happening {
    /// Somebody opted out, and a switch came on by it.
    OPTED_OUT("opted_out"),
    /// Somebody opted in, and a switch went off by it.
    OPTED_IN("opted_in"),
    /// An address was told to be one not to be used.
    ADDRESS_EXCLUDED("address_excluded");

    private final String code;

    Happening(String code) {
        this.code = code;
    }

    /// The code in the database and in the keys of texts.
    public String code() {
        return code;
    }

    static Happening ofCode(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst().orElseThrow();
    }
}
