package heed.landingpage.visit;

import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.ServiceBox;
import heed.landingpage.Visitor;
import heed.landingpage.arrival.Arrival;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Visit;
import heed.landingpage.visit.FormStamps.Stamp;
import heed.landingpage.visit.Proofs.Words;
import heed.landingpage.visit.StrangerForms.Result;
import heed.link.PublicLanguage;
import heed.link.PublicPages;
import heed.rules.optout.Switch;
import heed.subscription.ServiceStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final FormStamps stamps;
    private final Proofs proofs;
    private final FormTaking forms;
    private final StrangerForms strangers;
    private final Undoing undoing;
    private final ServiceStore services;
    private final PublicLanguage languages;

    VisitPages(Arrivals arrivals, VisitView view, VisitWords words, FormStamps stamps, Proofs proofs, FormTaking forms,
            StrangerForms strangers, Undoing undoing, ServiceStore services, PublicLanguage languages) {
        this.arrivals = arrivals;
        this.view = view;
        this.words = words;
        this.stamps = stamps;
        this.proofs = proofs;
        this.forms = forms;
        this.strangers = strangers;
        this.undoing = undoing;
        this.services = services;
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
            case Arrival.Closed closed -> takeClosed(closed, form, language, request);
        };
    }

    private ModelAndView show(Arrival arrival, Locale language) {
        return switch (arrival) {
            case Arrival.Open(Visit visit) -> view.open(visit, language, Message.NONE);
            case Arrival.Closed closed -> view.closed(closed, language, Message.NONE);
        };
    }

    private ModelAndView take(Visit arrived, PublicForm form, Locale language, HttpServletRequest request) {
        Optional<Stamp> stamp = stamps.read(arrived.page().pageId(), form.stamp());
        Visit visit = stamp.flatMap(this::version).map(arrived::before).orElse(arrived);
        Visitor visitor = view.visitor(visit);
        Statement statement = proofs.of(visit, view.words(visit.page(), visitor, language), stamp, request);
        Wishes wishes = Wishes.of(visit.page().kind(), form)
                .among(visitor.services().stream().map(ServiceBox::id).collect(Collectors.toSet()));
        String thanks = view.thanks(visit.page(), visitor, language);
        Person person = visit.person();
        if (person == null) {
            Result result = strangers.take(visit, form, wishes, statement, stamps.tooFast(stamp), request);
            return view.open(arrived, language, message(result, visit, thanks, form, language));
        }
        Taken taken = forms.take(person, visit.page(), wishes, statement);
        Person now = arrivals.person(person.id()).orElse(person);
        return view.open(arrived.with(now), language, message(taken, visit, thanks, now, language));
    }

    private Message message(Taken taken, Visit visit, @Nullable String thanks, Person now, Locale language) {
        List<String> said = words.taken(taken, on(now), language);
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
            case Result.Accepted(Wishes stops, boolean asked, List<Long> seqs) -> {
                List<String> labels = services.living(stops.leave()).values().stream().map(one -> one.label()).toList();
                List<String> said = words.stranger(stops, labels, asked, language);
                boolean nothing = !asked && !stops.restrict();
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

    /// The page is closed, or its person was deleted: the wish to stop counts all the same, and no other.
    private ModelAndView takeClosed(Arrival.Closed closed, PublicForm form, Locale language,
            HttpServletRequest request) {
        Arrival.Known known = closed.known();
        if (known == null) {
            return view.closed(closed, language, Message.NONE);
        }
        Optional<PageVersion> version = stamps.read(known.link().page(), form.stamp()).flatMap(this::version);
        PageKind kind = version.map(PageVersion::kind).orElse(PageKind.PREFERENCES);
        Wishes wishes = Wishes.of(kind, form).restricting();
        if (!wishes.restrict()) {
            return view.closed(closed, language, Message.NONE);
        }
        Words read = version.map(page -> view.words(page,
                view.visitor(new Visit(page, known.person(), known.link(), known.path())), language))
                .orElseGet(() -> view.closedWords(language));
        Taken taken = forms.restrict(known.person(), wishes, proofs.ofClosed(known.link(), version, read, request));
        List<String> said = words.taken(taken, on(known.person()), language);
        return view.closed(closed, language, taken.changed()
                ? Message.done(words.say("done", language), said, null, undoing.token(known.link(), taken.undo()))
                : Message.done(words.say("same", language), said, null, null));
    }

    /// What was read, however long ago: a form is taken as that of the version it was shown with.
    private Optional<PageVersion> version(Stamp stamp) {
        return arrivals.version(stamp.page(), stamp.version());
    }

    private static Set<Switch> on(Person person) {
        Set<Switch> on = EnumSet.noneOf(Switch.class);
        on.addAll(person.switches().keySet());
        return on;
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
