package heed.feedback.page;

import heed.feedback.storm.Storm;
import heed.feedback.storm.Storms;
import heed.ledger.Actor;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/feedback/storms`: what the storm breaker held, to be confirmed or dropped; each can be undone by the other.
@Pages
@RequestMapping("/feedback/storms")
class StormPages {
    private static final int MOST = 50;
    private static final String PAGE = "redirect:/feedback/storms";
    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final Storms storms;

    StormPages(Storms storms) {
        this.storms = storms;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("storms", storms.newest(MOST));
        return "feedback/storms";
    }

    @PostMapping(ONE + "/confirm")
    String confirm(@PathVariable long id, @RequestParam String reason, Principal principal,
            RedirectAttributes redirect) {
        return decide(id, true, reason, principal, redirect);
    }

    @PostMapping(ONE + "/drop")
    String drop(@PathVariable long id, @RequestParam String reason, Principal principal, RedirectAttributes redirect) {
        return decide(id, false, reason, principal, redirect);
    }

    private String decide(long id, boolean confirm, String reason, Principal principal, RedirectAttributes redirect) {
        Storm storm = storms.find(id).orElseThrow(() -> Problem.notFound("there is no such storm"));
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return PAGE;
        }
        Actor actor = Actor.of(principal);
        boolean done = confirm ? storms.confirm(id, actor, reason.strip()) : storms.drop(id, actor, reason.strip());
        if (!done) {
            Flash.nothing("feedback.storm.decided").on(redirect);
            return PAGE;
        }
        Map<String, String> fields = Map.of("reason", reason.strip());
        String path = "/feedback/storms/" + id;
        (confirm
                ? Flash.done("feedback.storm.confirmed", storm.held()).undo(path + "/drop", fields)
                : Flash.done("feedback.storm.dropped", storm.held()).undo(path + "/confirm", fields)).on(redirect);
        return PAGE;
    }
}
