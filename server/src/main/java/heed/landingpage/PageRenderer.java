package heed.landingpage;

import java.util.Locale;
import org.springframework.stereotype.Component;

/// Makes a page of what its authors wrote, and of the controls its placeholders name.
///
/// Placeholders: `{{switches}}` a box per channel and one for all; `{{stop_everything}}` a button of its own;
/// `{{services}}` a box per service; `{{service}}` the one service; `{{email}}`; `{{attribute.NAME}}`; `{{submit}}`.
///
/// What a form sends, apart from the hidden fields of its [FormFrame]:
///
/// - `act`: [#SUBMIT] or [#STOP_EVERYTHING]. "Stop everything" is a form of its own, so it comes without the other
///   fields; a stranger's has `email`.
/// - `shown`: each box of `{{switches}}` that was shown ticked, as `email:12`, code and ledger entry; `wanted`: the code
///   of each box that is ticked now. Ticked means: no longer contact. As `heed.profile.FormChoices` takes them.
/// - `shownService`: each box of `{{services}}` that was shown ticked, as `7:12`, id and ledger entry; `service`: the id
///   of each one that is ticked now. On a page to unsubscribe a tick means: unsubscribe me, and none is shown ticked;
///   elsewhere it means: subscribed. `{{service}}` sends its id as `service` without any tick.
/// - `email`: what a stranger typed.
/// - [#TRAP]: only machines fill it in; strangers' forms have it.
@Component
public class PageRenderer {

    /// The value of `act` of the form itself.
    public static final String SUBMIT = "submit";

    /// The value of `act` of the button that opts out of everything.
    public static final String STOP_EVERYTHING = "stop_everything";

    /// The field that people do not see.
    public static final String TRAP = "website";

    /// The page, with its form.
    ///
    /// @param language wanted; where the page does not speak it: the instance's, else the first it speaks
    public Rendered render(PageVersion version, Locale language, Visitor visitor, FormFrame frame) {
        return new Rendered(version.name(), "", language.getLanguage(), "", "");
    }

    /// What the page says when its form was taken; without any control. The title is the page's.
    public Rendered thanks(PageVersion version, Locale language, Visitor visitor) {
        return new Rendered(version.name(), "", language.getLanguage(), "", "");
    }
}
