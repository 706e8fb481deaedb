package heed.landingpage.visit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What a page says besides itself.
///
/// @param status of the answer
/// @param head what was done, in a line; null: nothing was sent
/// @param said what came of it, sentence by sentence
/// @param thanks what the page's author says to it, safe HTML, or null
/// @param undo the token that takes it back, or null
/// @param problems what is wrong with which field
/// @param typed what was typed as an address, shown again; or null
/// @param ticked the boxes that were ticked in a form that came back; null: as they are now
record Message(HttpStatus status, @Nullable String head, List<String> said, @Nullable String thanks,
        @Nullable String undo, Map<String, String> problems, @Nullable String typed, @Nullable Set<String> ticked) {

    /// The page alone.
    static final Message NONE = new Message(HttpStatus.OK, null, List.of(), null, null, Map.of(), null, null);

    /// Something was done, or was so already.
    static Message done(String head, List<String> said, @Nullable String thanks, @Nullable String undo) {
        return new Message(HttpStatus.OK, head, said, thanks, undo, Map.of(), null, null);
    }

    /// The form came back as it was sent.
    static Message refused(HttpStatus status, Map<String, String> problems, PublicForm form) {
        return new Message(status, null, List.of(), null, null, problems, form.email(), form.ticked());
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "Message[" + status + "]";
    }
}
