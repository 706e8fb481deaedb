package heed.profile.report;

import heed.ledger.Actor;
import heed.rules.Channel;
import heed.web.Code;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/reports/still-contactable`: people still contactable at an address whose other owner opted out, and one click that
/// closes the hole.
@Pages
@RequestMapping("/reports/still-contactable")
class StillContactablePages {
    private static final int ORDER = 60;
    private static final String PATH = "/reports/still-contactable";

    private final SharedAddresses shared;
    private final Closing closing;
    private final MessageSource messages;

    StillContactablePages(SharedAddresses shared, Closing closing, MessageSource messages) {
        this.shared = shared;
        this.closing = closing;
        this.messages = messages;
    }

    @Bean
    static MenuItem reportsMenu() {
        return new MenuItem(ORDER, PATH, "person.reports", "report");
    }

    /// The next ones.
    ///
    /// @param after where the page before ended
    @GetMapping
    String list(@RequestParam(defaultValue = "email") String channel, @RequestParam(defaultValue = "0") long after,
            Model model) {
        fill(channel, after, Walk.START, model);
        return "person/still-contactable";
    }

    /// What the next step finds, for the page that goes on by itself until it ends or everybody was looked at.
    ///
    /// @param found the rows that the page has
    /// @param steps the steps behind it
    @GetMapping("/part")
    String part(@RequestParam(defaultValue = "email") String channel, @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "0") int found, @RequestParam(defaultValue = "0") int steps, Model model) {
        fill(channel, after, new Walk(found, steps), model);
        return "person/still-contactable :: found";
    }

    /// Closes one hole.
    ///
    /// @param optedOut the key of the owner who opted out
    @PostMapping("/close")
    String close(@RequestParam(defaultValue = "") String channel, @RequestParam(defaultValue = "") String optedOut,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "0") long after,
            Principal principal, Locale locale, RedirectAttributes redirect) {
        Channel on = channel(channel);
        redirect.addAttribute("channel", on.code());
        if (after != 0) {
            redirect.addAttribute("after", Long.toString(after));
        }
        close(on, optedOut, reason, Actor.of(principal), locale).on(redirect);
        return "redirect:" + PATH;
    }

    private Flash close(Channel channel, String optedOut, String reason, Actor actor, Locale locale) {
        if (reason.isBlank()) {
            return Flash.refused("page.reason.missing");
        }
        try {
            return switch (closing.close(optedOut, channel, actor, reason.strip())) {
                case Closing.Outcome.Closed(long seq) -> Flash.done("person.shared.closed", optedOut)
                        .undo("/ledger/" + seq + "/void", Map.of("reason",
                                messages.getMessage("page.undo.reason", new Object[]{reason.strip()}, locale),
                                "confirm", "true", "back", PATH + "?channel=" + channel.code()));
                case Closing.Outcome.ClosedBefore _ -> Flash.nothing("person.shared.already", optedOut);
                case Closing.Outcome.NotOptedOut _ -> Flash.nothing("person.shared.gone", optedOut);
            };
        } catch (Problem refused) {
            return Flash.refused("page.refused", String.valueOf(refused.getMessage()));
        }
    }

    private void fill(String channel, long after, Walk walk, Model model) {
        Channel on = channel(channel);
        model.addAttribute("channel", on.code());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("after", after);
        model.addAttribute("look", shared.look(on, after, walk));
    }

    private static Channel channel(String code) {
        return Code.required("channel", FormField.text(code), Channel.values(), Channel::code);
    }
}
