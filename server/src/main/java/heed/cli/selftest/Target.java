package heed.cli.selftest;

import heed.cli.selftest.HttpLine.Ask;
import java.net.URI;
import java.util.List;

/// A link under attack.
///
/// @param name what checks call it, with a blank before it; empty: the link in messages
/// @param marker what stands on its page and on no other
/// @param wish the fields that would act, were they sent as a form
/// @param idle forms that say nothing
/// @param signed is it a token, which nobody can alter?
/// @param step of so many characters of the token one is altered, and the token is cut off there
/// @param pages how many different pages a token that is none may lead to
record Target(String name, URI link, String marker, String wish, List<String> idle, boolean signed, int step,
        int pages) {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String ONE_CLICK = "List-Unsubscribe=One-Click";
    static final String STOP = "act=stop_everything";

    private static final int STEP = 7;

    /// The link in messages, `/u/`.
    static Target message(URI link) {
        // One page for whoever looks or presses, one for a provider.
        return new Target("", link, "name=\"choice\"", ONE_CLICK,
                List.of("", "List-Unsubscribe=Two-Clicks", "choice=nothing", "a=b", "%zz"), true, 1, 2);
    }

    /// A page by a link of one's own, `/p/`.
    static Target page(String kind, URI link) {
        return new Target(" (/p/, " + kind + ")", link, "id=\"page-form\"", STOP,
                List.of("", "act=nothing", "wanted=all", "a=b"), true, STEP, 1);
    }

    /// A page by its name, `/page/`.
    static Target open(URI link, String email) {
        return new Target(" (/page/)", link, "id=\"page-form\"", STOP + "&email=" + email,
                List.of("", "act=nothing&email=" + email, "wanted=all&email=" + email), false, STEP, 1);
    }

    /// What has no more than a button: `/c/` and `/undo/`.
    ///
    /// @param held what its form holds unseen
    static Target button(String path, URI link, String held) {
        return new Target(" (" + path + ")", link, token(link), held,
                List.of("", "a=b", "act=submit", "form=", "form=AAAA", "form=" + token(link)), true, STEP, 1);
    }

    /// The wish, sent as the page sends it.
    Ask press() {
        return Ask.post(FORM, wish);
    }

    /// The token alone.
    String token() {
        return token(link);
    }

    /// Another token in the same place.
    URI with(String token) {
        String whole = link.toString();
        return URI.create(whole.substring(0, whole.length() - token().length()) + token);
    }

    private static String token(URI link) {
        return link.toString().substring(link.toString().lastIndexOf('/') + 1);
    }
}
