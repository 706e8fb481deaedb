package heed.feedback.page;

import heed.feedback.FeedbackFilter;
import heed.feedback.FeedbackItem;
import heed.feedback.FeedbackState;
import heed.feedback.InboxStore;
import heed.feedback.Meaning;
import heed.feedback.Way;
import heed.feedback.storm.Storms;
import heed.feedback.work.EffectStore;
import heed.feedback.work.ReplyStore;
import heed.feedback.work.Revision;
import heed.feedback.work.Revision.Decision;
import heed.ledger.Actor;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.Paging;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/feedback`: what came in, what it was understood as and what it did; to be understood again, or decided.
@Pages
@RequestMapping("/feedback")
class FeedbackPages {
    private static final int ORDER = 45;
    private static final String LIST = "feedback-page";
    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final String PAGE = "redirect:/feedback/";

    /// So much of the source stands on the page; all of it can be downloaded.
    private static final int SHOWN = 20_000;
    private static final int EFFECTS = 200;

    /// Beyond so many, their number does not matter.
    private static final int MANY = 1_000;

    private final InboxStore store;
    private final EffectStore effects;
    private final ReplyStore replies;
    private final Revision revision;
    private final Storms storms;

    FeedbackPages(InboxStore store, EffectStore effects, ReplyStore replies, Revision revision, Storms storms) {
        this.store = store;
        this.effects = effects;
        this.replies = replies;
        this.revision = revision;
        this.storms = storms;
    }

    @Bean
    static MenuItem feedbackMenu() {
        return new MenuItem(ORDER, "/feedback", "feedback.feedback", "inbox");
    }

    /// The filters as the form sends them: empty leaves a field open.
    record Query(@Nullable String state, @Nullable String type, @Nullable String way, @Nullable String q) {

        FeedbackFilter filter() {
            return FeedbackFilter.of(FormField.text(state), FormField.text(type), FormField.text(way),
                    FormField.text(q));
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Query[" + state + ", " + type + ", " + way + "]";
        }
    }

    @GetMapping
    String list(Query query, @RequestParam(required = false) @Nullable String cursor, Model model) {
        Paging paging = Paging.of(null, cursor, LIST, query.state(), query.type(), query.way(), query.q());
        List<FeedbackItem> items = store.page(query.filter(), paging.afterNumber(Long.MAX_VALUE), paging.fetch());
        model.addAttribute("query", query);
        model.addAttribute("page", paging.page(items, item -> List.of(item.id())));
        model.addAttribute("states", FeedbackState.values());
        model.addAttribute("types", Meaning.values());
        model.addAttribute("ways", Way.values());
        model.addAttribute("storms", storms.open());
        model.addAttribute("review", store.open(FeedbackState.REVIEW, MANY));
        model.addAttribute("failed", store.open(FeedbackState.FAILED, MANY));
        return "feedback/list";
    }

    @GetMapping(ONE)
    String show(@PathVariable long id, Model model) {
        FeedbackItem item = find(id);
        byte[] raw = store.raw(id).orElseThrow();
        model.addAttribute("item", item);
        model.addAttribute("effects", effects.shown(id, EFFECTS));
        model.addAttribute("replies", replies.of(id));
        model.addAttribute("source", new String(raw, 0, Math.min(raw.length, SHOWN), StandardCharsets.UTF_8));
        model.addAttribute("cut", raw.length > SHOWN);
        model.addAttribute("types", Meaning.said());
        model.addAttribute("reasons", ErrorReason.values());
        return "feedback/item";
    }

    /// The bytes as they came.
    @GetMapping(ONE + "/source")
    ResponseEntity<byte[]> source(@PathVariable long id) {
        FeedbackItem item = find(id);
        String name = "feedback-" + id + (item.isMail() ? ".eml" : ".json");
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(store.raw(id).orElseThrow());
    }

    /// What clears a mark needs the box `confirm`.
    @PostMapping(ONE + "/replay")
    String replay(@PathVariable long id, @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean confirm, Principal principal, RedirectAttributes redirect) {
        find(id);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return PAGE + id;
        }
        try {
            (revision.replay(id, Actor.of(principal), reason.strip(), confirm)
                    ? Flash.done("feedback.replayed")
                    : Flash.nothing("feedback.replayed.same")).on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return PAGE + id;
    }

    /// Undone by understanding it again: then it waits as before. What clears a mark needs the box `confirm`.
    @PostMapping(ONE + "/decision")
    String decide(@PathVariable long id, @RequestParam String type, @RequestParam(defaultValue = "") String errorReason,
            @RequestParam String reason, @RequestParam(defaultValue = "false") boolean confirm, Principal principal,
            RedirectAttributes redirect) {
        find(id);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return PAGE + id;
        }
        try {
            Meaning meaning = Code.required("type", FormField.text(type), Meaning.said(), Meaning::code);
            ErrorReason why = Code.optional("errorReason", FormField.text(errorReason), ErrorReason.values(),
                    ErrorReason::code).orElse(null);
            revision.decide(id, new Decision(meaning, why, reason.strip(), confirm), Actor.of(principal));
            Flash.done("feedback.decided." + meaning.code())
                    .undo("/feedback/" + id + "/replay", Map.of("reason", reason.strip(), "confirm", "true"))
                    .on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return PAGE + id;
    }

    private FeedbackItem find(long id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("there is no such feedback"));
    }
}
