package heed.profile.page;

import heed.profile.data.ProfileView;
import heed.profile.data.ProfileViewStore;
import heed.profile.search.ProfileSearch;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/profiles`: finds people by key, address, or the beginning of either.
@Pages
class ProfileListPages {
    private static final int ORDER = 10;
    private static final String LIST = "profiles-page";

    private final ProfileSearch search;
    private final ProfileViewStore views;
    private final PersonHeads heads;

    ProfileListPages(ProfileSearch search, ProfileViewStore views, PersonHeads heads) {
        this.search = search;
        this.views = views;
        this.heads = heads;
    }

    @Bean
    static MenuItem profileMenu() {
        return new MenuItem(ORDER, "/profiles", "profile.profiles", "people");
    }

    /// Ten million profiles have no first page worth looking at: without a question it says what can be asked.
    @GetMapping("/profiles")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("asked", !q.isBlank());
        if (!q.isBlank()) {
            Page<ProfileView> found = search.page(null, q, Paging.of(null, cursor, LIST, q));
            // Whose key it is exactly comes first, however many begin like that.
            Optional<ProfileView> exact = views.find(q);
            Stream<ProfileView> others = found.items().stream().filter(view -> !view.key().equals(q));
            Stream<ProfileView> shown = cursor == null ? Stream.concat(exact.stream(), others) : others;
            model.addAttribute("rows", shown.map(PersonRow::of).toList());
            model.addAttribute("next", found.nextCursor());
            model.addAttribute("gone", cursor == null ? gone(q) : List.of());
        }
        return "profile/list";
    }

    /// What the search finds, all of it, as the API's CSV; without a question everybody.
    @GetMapping("/profiles.csv")
    void csv(@RequestParam(defaultValue = "") String q, HttpServletResponse response) {
        String asked = q.isBlank() ? null : q;
        CsvAnswer.write(response, ProfileSearch.HEADER, Paging.of(Paging.MOST, null, LIST, asked),
                paging -> search.page(null, asked, paging), ProfileSearch::cells);
    }

    /// Whom the search for living ones does not find: a deleted profile of exactly this key, or the one that it was
    /// merged into.
    private List<PersonHead> gone(String key) {
        return heads.of(key).filter(head -> head.deleted() || !head.key().equals(key)).stream().toList();
    }
}
