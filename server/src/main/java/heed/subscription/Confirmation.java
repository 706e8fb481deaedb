package heed.subscription;

/// Which message tells a person that a subscription was made or ended. Codes are stored: added, never renamed.
public enum Confirmation {
    /// None.
    NONE("none"),
    /// Heed's own words.
    DEFAULT("default"),
    /// The words of the service.
    CUSTOM("custom");

    private final String code;

    Confirmation(String code) {
        this.code = code;
    }

    /// The code in the API and the database.
    public String code() {
        return code;
    }
}
