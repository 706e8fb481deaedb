package heed.landingpage.visit;

import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Arrival;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Visit;
import heed.landingpage.visit.Proofs.Words;
import heed.landingpage.visit.StrangerForms.Rest;
import heed.landingpage.visit.StrangerForms.Result;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Stamp;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// Takes the forms of pages that are closed by now, and of people who were deleted: the wish to stop counts all the same,
/// and no other. A stranger's too, as far as an address is given and the page was one for strangers.
@Component
class ClosedForms {

    /// Where strangers come from.
    private static final String NAMED = "/page/";

    private final Arrivals arrivals;
    private final VisitView view;
    private final VisitWords words;
    private final ShownWordings shown;
    private final Proofs proofs;
    private final FormTaking forms;
    private final StrangerForms strangers;
    private final Undoing undoing;

    ClosedForms(Arrivals arrivals, VisitView view, VisitWords words, ShownWordings shown, Proofs proofs,
            FormTaking forms, StrangerForms strangers, Undoing undoing) {
        this.arrivals = arrivals;
        this.view = view;
        this.words = words;
        this.shown = shown;
        this.proofs = proofs;
        this.forms = forms;
        this.strangers = strangers;
        this.undoing = undoing;
    }

    /// Takes what restricts, and says on the calm page what came of it.
    ModelAndView take(Arrival.Closed closed, PublicForm form, Locale language, HttpServletRequest request) {
        String path = VisitPages.path(request);
        Optional<PageVersion> last = arrivals.last(path);
        Optional<Stamp> stamp = last.flatMap(page -> shown.read(page.pageId(), form.stamp()));
        Optional<PageVersion> read = stamp.flatMap(one -> arrivals.version(one.page(), one.version()));
        Arrival.Known known = closed.known();
        Message message = known == null
                ? read.or(() -> last).filter(page -> page.allowUnidentified() && path.equals(NAMED + page.name()))
                        .map(page -> ofStranger(Visit.ofStranger(page, path), form, stamp, language, request))
                        .orElse(Message.NONE)
                // The calm page has a form of its own, without a stamp: nothing of the page was read then but "stop everything".
                : of(known, read.or(() -> form.stop() ? Optional.empty() : last), form, stamp, language, request);
        return view.closed(closed, language, message);
    }

    private Message of(Arrival.Known known, Optional<PageVersion> page, PublicForm form, Optional<Stamp> stamp,
            Locale language, HttpServletRequest request) {
        Optional<Visit> visit = page.map(one -> new Visit(one, known.person(), known.link(), known.path()));
        Wishes all = Wishes.of(page.map(PageVersion::kind).orElse(PageKind.PREFERENCES), form);
        Wishes wishes = visit.map(one -> view.among(one, all)).orElse(all).restricting();
        if (!wishes.restrict()) {
            return Message.NONE;
        }
        Words read = visit.map(one -> view.words(one.page(), view.visitor(one), language))
                .orElseGet(() -> view.closedWords(language));
        Taken taken = forms.restrict(known.person(), wishes,
                proofs.ofClosed(known.link(), page, read, stamp, request));
        List<String> said = words.taken(taken, known.person().switches().keySet(), language);
        return taken.changed()
                ? Message.done(words.say("done", language), said, null, undoing.token(known.link(), taken.undo()))
                : Message.done(words.say("same", language), said, null, null);
    }

    private Message ofStranger(Visit visit, PublicForm form, Optional<Stamp> stamp, Locale language,
            HttpServletRequest request) {
        PageVersion page = visit.page();
        Wishes stops = view.among(visit, Wishes.ofStranger(page, form)).restricting();
        if (!stops.restrict()) {
            return Message.NONE;
        }
        Words read = view.words(page, view.visitor(visit), language);
        return switch (strangers.takeClosed(form, stops,
                proofs.ofClosed(visit.link(), Optional.of(page), read, stamp, request), request)) {
            case Result.NoAddress() -> not(HttpStatus.OK, "email", language);
            case Result.TooMany() -> not(HttpStatus.TOO_MANY_REQUESTS, "too-many", language);
            case Result.TooFast() -> not(HttpStatus.OK, "too-fast", language);
            case Result.Accepted(Wishes taken, Rest rest, List<Long> seqs) ->
                Message.done(words.say("received", language),
                        words.stranger(taken, strangers.labels(taken), rest, language), null,
                        undoing.token(visit.link(), seqs));
        };
    }

    private Message not(HttpStatus status, String problem, Locale language) {
        return new Message(status, words.say("same", language), List.of(words.say("problem." + problem, language)),
                null,
                null, Map.of(), null, null);
    }
}
