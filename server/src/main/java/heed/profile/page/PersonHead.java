package heed.profile.page;

import heed.web.page.PageLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands at the head of every page about one person, and in lists of people.
///
/// @param key of the profile itself, never that of an alias
/// @param deleted it was deleted: no addresses, in no audience; opt-outs and history remain
/// @param optedOutOfAll is the switch `all` on?
/// @param optedOutChannels codes of the channels whose own switch is on, in alphabetical order
/// @param unconfirmed it waits for its double opt-in; null for a deleted one
public record PersonHead(String key, boolean deleted, boolean optedOutOfAll, List<String> optedOutChannels,
        @Nullable Boolean unconfirmed) {

    /// The one word after `/profiles/` that is a page of its own.
    static final String FORM = "new";

    public PersonHead {
        optedOutChannels = List.copyOf(optedOutChannels);
    }

    /// Where the person's page is, ready for a link or a redirect.
    public String path() {
        return path(key);
    }

    /// Where a page below it is: `at("why")`, `at("edit")`.
    public String at(String page) {
        return PageLink.belowPerson(key, page);
    }

    /// Where the page of the person with this key is; any key, `a/b` and `%` among them.
    public static String path(String key) {
        return PageLink.toPerson(key);
    }
}
