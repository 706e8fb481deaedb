package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.Visitor;
import heed.landingpage.arrival.Arrival;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Visit;
import heed.landingpage.visit.StrangerForms.Rest;
import heed.landingpage.visit.StrangerForms.Result;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Stamp;
import heed.link.PublicLanguage;
import heed.link.PublicPages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/p/{token}` and `/page/{name}`: a landing page, and what is sent with its form.
@PublicPages
class VisitPages {

    private final Arrivals arrivals;
    private final VisitView view;
    private final VisitWords words;
    private final ShownWordings shown;
    private final Proofs proofs;
    private final FormTaking forms;
    private final StrangerForms strangers;
    private final Undoing undoing;
    private final ClosedForms closedForms;
    private final PublicLanguage languages;

    VisitPages(Arrivals arrivals, VisitView view, VisitWords words, ShownWordings shown, Proofs proofs,
            FormTaking forms,
            StrangerForms strangers, Undoing undoing, ClosedForms closedForms, PublicLanguage languages) {
        this.arrivals = arrivals;
        this.view = view;
        this.words = words;
        this.shown = shown;
        this.proofs = proofs;
        this.forms = forms;
        this.strangers = strangers;
        this.undoing = undoing;
        this.closedForms = closedForms;
        this.languages = languages;
    }

    /// Shows the page; also HEAD, prefetch and whoever scans links. Changes nothing.
    @GetMapping({"/p/{*token}", "/page/{*name}"})
    ModelAndView look(@RequestParam(name = PublicForm.LANGUAGE, required = false) @Nullable String lang,
            HttpServletRequest request) {
        Arrival arrival = arrivals.at(path(request));
        return show(arrival, speak(arrival, lang, request));
    }

    /// Takes the form of the page.
    @PostMapping({"/p/{*token}", "/page/{*name}"})
    ModelAndView send(@RequestParam MultiValueMap<String, String> fields, HttpServletRequest request) {
        Arrival arrival = arrivals.at(path(request));
        PublicForm form = PublicForm.of(fields);
        Locale language = speak(arrival, form.language(), request);
        if (!form.sent()) {
            return show(arrival, language);
        }
        return switch (arrival) {
            case Arrival.Open(Visit visit) -> take(visit, form, language, request);
            case Arrival.Closed closed -> closedForms.take(closed, form, language, request);
        };
    }

    private ModelAndView show(Arrival arrival, Locale language) {
        return switch (arrival) {
            case Arrival.Open(Visit visit) -> view.open(visit, language, Message.NONE);
            case Arrival.Closed closed -> view.closed(closed, language, Message.NONE);
        };
    }

    private ModelAndView take(Visit arrived, PublicForm form, Locale language, HttpServletRequest request) {
        Optional<Stamp> stamp = shown.read(arrived.page().pageId(), form.stamp());
        Visit visit = stamp.flatMap(this::version).map(arrived::before).orElse(arrived);
        Visitor visitor = view.visitor(visit);
        Statement statement = proofs.of(visit, view.words(visit.page(), visitor, language), stamp, request);
        String thanks = view.thanks(visit.page(), visitor, language);
        Person person = visit.person();
        if (person == null) {
            Result result = strangers.take(visit, form, view.among(visit, Wishes.ofStranger(visit.page(), form)),
                    statement, shown.tooFast(stamp), request);
            return view.open(arrived, language, message(result, visit, thanks, form, language));
        }
        Taken taken = forms.take(person, visit.page(), view.among(visit, Wishes.of(visit.page().kind(), form)),
                statement);
        Person now = arrivals.person(person.id()).orElse(person);
        return view.open(arrived.with(now), language, message(taken, visit, thanks, now, language));
    }

    private Message message(Taken taken, Visit visit, @Nullable String thanks, Person now, Locale language) {
        List<String> said = words.taken(taken, now.switches().keySet(), language);
        return taken.changed()
                ? Message.done(words.say("done", language), said, thanks, undoing.token(visit.link(), taken.undo()))
                : Message.done(words.say("same", language), said, null, null);
    }

    private Message message(Result result, Visit visit, @Nullable String thanks, PublicForm form, Locale language) {
        return switch (result) {
            case Result.NoAddress() ->
                refused(HttpStatus.OK, form.stop() ? "stop-email" : "email", "email", form, language);
            case Result.TooMany() -> refused(HttpStatus.TOO_MANY_REQUESTS, "form", "too-many", form, language);
            case Result.TooFast() -> refused(HttpStatus.OK, "form", "too-fast", form, language);
            case Result.Accepted(Wishes stops, Rest rest, List<Long> seqs) -> {
                List<String> said = words.stranger(stops, strangers.labels(stops), rest, language);
                boolean nothing = rest == Rest.NONE && !stops.restrict();
                yield nothing
                        ? Message.done(words.say("same", language), said, null, null)
                        : Message.done(words.say("received", language), said, thanks,
                                stops.restrict() ? undoing.token(visit.link(), seqs) : null);
            }
        };
    }

    private Message refused(HttpStatus status, String field, String key, PublicForm form, Locale language) {
        return Message.refused(status, Map.of(field, words.say("problem." + key, language)), form);
    }

    /// What was read, however long ago: a form is taken as that of the version it was shown with.
    private Optional<PageVersion> version(Stamp stamp) {
        return arrivals.version(stamp.page(), stamp.version());
    }

    private Locale speak(Arrival arrival, @Nullable String asked, HttpServletRequest request) {
        @Nullable
        String own = switch (arrival) {
            case Arrival.Open(Visit visit) -> Person.locale(visit.person());
            case Arrival.Closed(var known) -> known == null ? null : Person.locale(known.person());
        };
        return languages.of(asked, own, request);
    }

    /// As it is spelled in the request, before anybody decodes a `%41` or cuts off what follows a `;`: a token counts
    /// only in its exact spelling (semantics §7).
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
