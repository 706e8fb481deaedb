package heed.feedback.page;

import heed.feedback.page.WordsTrial.Trial;
import heed.feedback.work.WordKind;
import heed.feedback.work.Words;
import heed.ledger.Actor;
import heed.web.Code;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/feedback/words/patterns` and `…/keywords`: what mail systems and people say, one line a pattern or keyword. Tried on
/// past feedback first, then saved.
@Pages
@RequestMapping("/feedback/words/{kind}")
class WordsPages {
    private static final String PAGE = "redirect:/feedback/words/";

    private final Words words;
    private final WordsTrial trials;

    WordsPages(Words words, WordsTrial trials) {
        this.words = words;
        this.trials = trials;
    }

    @GetMapping
    String show(@PathVariable String kind, Model model) {
        WordKind which = kind(kind);
        return page(which, words.text(which), null, model);
    }

    /// What they would change; nothing is saved.
    @PostMapping("/try")
    String trial(@PathVariable String kind, @RequestParam(defaultValue = "") String text, Model model) {
        WordKind which = kind(kind);
        String lines = lines(text);
        return page(which, lines, trials.run(which, lines), model);
    }

    /// Saves what was tried: where it changes something, only after that was shown.
    @PostMapping
    String save(@PathVariable String kind, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String seen,
            Principal principal, Model model, RedirectAttributes redirect) {
        WordKind which = kind(kind);
        String lines = lines(text);
        Trial trial = trials.run(which, lines);
        if (!trial.saves(seen) || reason.isBlank()) {
            model.addAttribute("reasonless", reason.isBlank());
            model.addAttribute("reason", reason);
            model.addAttribute("unseen", trial.problems().isEmpty() && !trial.saves(seen));
            return page(which, lines, trial, model);
        }
        long before = trials.save(which, lines, Actor.of(principal), reason.strip());
        Flash.done("feedback.words.saved").undo("/feedback/words/" + kind + "/back",
                Map.of("version", Long.toString(before), "reason", reason.strip())).on(redirect);
        return PAGE + kind;
    }

    /// Back to an earlier version; 0 is what comes with the product.
    @PostMapping("/back")
    String back(@PathVariable String kind, @RequestParam long version, @RequestParam String reason, Principal principal,
            RedirectAttributes redirect) {
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return PAGE + kind;
        }
        trials.save(kind(kind), words.version(kind(kind), version), Actor.of(principal), reason.strip());
        Flash.done("page.undone").on(redirect);
        return PAGE + kind;
    }

    /// As the file has them, whatever a browser ends lines with.
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static WordKind kind(String code) {
        return Code.required("kind", code, WordKind.values(), WordKind::code);
    }

    private static String page(WordKind kind, String text, @Nullable Trial trial, Model model) {
        model.addAttribute("kind", kind.code());
        model.addAttribute("text", text);
        model.addAttribute("trial", trial);
        return "feedback/words";
    }
}
