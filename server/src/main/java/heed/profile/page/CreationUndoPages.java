package heed.profile.page;

import heed.ledger.Actor;
import heed.profile.data.CreationUndo;
import heed.profile.data.CreationUndo.Outcome;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.PageLink;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The button under "is made": deletes the profile that was just made, if nothing has happened to it since.
@Pages
class CreationUndoPages {
    private static final String REASON = "undo";

    private final CreationUndo undo;
    private final MessageSource messages;

    CreationUndoPages(CreationUndo undo, MessageSource messages) {
        this.undo = undo;
        this.messages = messages;
    }

    /// What the page says after the profile was made.
    ///
    /// @param made the entry that recorded it
    static Flash made(String key, long made) {
        return Flash.done("profile.made", key).undo(PageLink.belowPerson(key, "undo"),
                Map.of("made", Long.toString(made), "reason", REASON));
    }

    @PostMapping("/profiles/{key}/undo")
    String undo(@PathVariable String key, @RequestParam long made, @RequestParam(defaultValue = REASON) String reason,
            Principal principal, Locale locale, RedirectAttributes redirect) {
        String why = FormField.text(reason);
        Flash said = switch (undo.undo(key, made, Actor.of(principal), why == null ? REASON : why)) {
            case Outcome.Deleted _ -> Flash.done("profile.made.undone", key);
            case Outcome.Delivered _ -> Flash.refused("profile.made.sent", key);
            case Outcome.Touched(var newest) -> Flash.refused("profile.made.kept", key,
                    messages.getMessage("ledger.kind." + newest.code(), null, locale));
        };
        said.on(redirect);
        return "redirect:" + PersonHead.path(key);
    }
}
