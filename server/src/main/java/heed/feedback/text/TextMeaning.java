package heed.feedback.text;

import org.jspecify.annotations.Nullable;

/// What a text means.
///
/// @param intent what is wanted
/// @param keyword the keyword or sentence that was found, as the table spells it; `null` where none was
/// @param language of that keyword
/// @param reply what the table answers; `null` is nothing
public record TextMeaning(Intent intent, @Nullable String keyword, @Nullable String language, @Nullable String reply) {

    /// What is wanted. Codes are stored: they are added, never renamed.
    public enum Intent {
        /// No more messages.
        STOP("stop"),
        /// Messages again.
        START("start"),
        /// A keyword that changes nothing: HELP, INFO, or one of the operator's own.
        HELP("help"),
        /// For a person to decide; the number is held until then.
        UNCLEAR("unclear");

        private final String code;

        Intent(String code) {
            this.code = code;
        }

        /// The code that is stored.
        public String code() {
            return code;
        }
    }
}
