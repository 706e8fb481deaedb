package heed.landingpage.editor;

import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.ledger.Actor;
import heed.web.Paging;
import heed.web.page.Flash;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/landing-pages`: every landing page and how it stands, and the form of a new one.
@Pages
@RequestMapping("/landing-pages")
class ListPages {
    private static final int ORDER = 17;
    private static final int LONGEST_LABEL = 255;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final DraftStore store;
    private final Publishing publishing;
    private final Clock clock;

    ListPages(DraftStore store, Publishing publishing, Clock clock) {
        this.store = store;
        this.publishing = publishing;
        this.clock = clock;
    }

    @Bean
    static MenuItem landingPageMenu() {
        return new MenuItem(ORDER, "/landing-pages", "landing.pages", "form");
    }

    /// A page in the list.
    ///
    /// @param changed has its draft something to say that visitors do not see yet?
    record Line(LandingPage page, String state, boolean changed) {}

    /// What the form of a new page sends.
    record Said(@Nullable String kind, @Nullable String label, @Nullable String name) {}

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        Paging paging = Paging.of(null, cursor, "landing-pages");
        String after = paging.after().isEmpty() ? "" : paging.after().getFirst();
        List<Line> lines = store.list(after, paging.fetch()).stream()
                .map(page -> new Line(page, page.state(clock.instant()),
                        page.version() != null && publishing.isChanged(page)))
                .toList();
        model.addAttribute("page", paging.page(lines, line -> List.of(line.page().name())));
        return "landing/list";
    }

    @GetMapping("/new")
    String form(@RequestParam(required = false) @Nullable String kind, Model model) {
        return form(new Said(kind, null, null), null, model);
    }

    @PostMapping
    String create(Said said, Principal principal, Model model, RedirectAttributes redirect) {
        Optional<PageKind> kind = PageKind.ofCode(text(said.kind()));
        String label = text(said.label());
        String name = text(said.name());
        if (kind.isEmpty()) {
            return form(said, "kind", model);
        }
        if (label.isEmpty() || label.length() > LONGEST_LABEL) {
            return form(said, "label", model);
        }
        if (!NAME.matcher(name).matches()) {
            return form(said, "name", model);
        }
        Optional<Integer> made = publishing.create(name, kind.get(), fresh(label, kind.get()), Actor.of(principal));
        if (made.isEmpty()) {
            return form(said, "taken", model);
        }
        Flash.done("landing.made", label).undo("/landing-pages/" + made.get() + "/delete", Map.of("reason", label))
                .on(redirect);
        return "redirect:/landing-pages/" + made.get();
    }

    /// What a new page says, in every language. Only a page for new people is open to strangers from the beginning.
    static PageDraft fresh(String label, PageKind kind) {
        return new PageDraft(label, null, true, kind == PageKind.ACQUISITION, null, Starters.of(kind), Map.of(), null);
    }

    private static String form(Said said, @Nullable String wrong, Model model) {
        model.addAttribute("said", said);
        model.addAttribute("wrong", wrong);
        model.addAttribute("kinds", PageKind.values());
        return "landing/new";
    }

    private static String text(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
