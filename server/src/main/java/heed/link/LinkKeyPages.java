package heed.link;

import heed.ledger.Actor;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.Pages;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/settings/links`: where recipients' links lead, and the key that signs them, to look at and to rotate.
@Pages
@RequestMapping("/settings/links")
class LinkKeyPages {
    private static final String PAGE = "redirect:/settings/links";

    private final LinkKeys keys;
    private final Links links;
    private final LinkSettings settings;

    LinkKeyPages(LinkKeys keys, Links links, LinkSettings settings) {
        this.keys = keys;
        this.links = links;
        this.settings = settings;
    }

    @GetMapping
    String show(Model model) {
        String url = links.url("/u/").toString();
        model.addAttribute("state", keys.state());
        model.addAttribute("url", url);
        model.addAttribute("secure", url.startsWith("https://"));
        model.addAttribute("settings", settings);
        return "settings/links";
    }

    @PostMapping
    String rotate(@RequestParam(required = false) @Nullable String reason, Principal principal,
            RedirectAttributes redirect) {
        String why = FormField.text(reason);
        if (why == null) {
            Flash.refused("page.reason.missing").on(redirect);
            return PAGE;
        }
        LinkKeys.State state = keys.rotate(why, Actor.of(principal));
        Flash.done("link.rotated", state.id(), state.keys()).on(redirect);
        return PAGE;
    }
}
