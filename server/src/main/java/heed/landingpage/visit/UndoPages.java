package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Arrival;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Visit;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Stamp;
import heed.landingpage.wording.StopForms;
import heed.landingpage.wording.StopForms.StopForm;
import heed.link.FormPost;
import heed.link.Link;
import heed.link.Links;
import heed.link.PublicLanguage;
import heed.link.PublicPages;
import heed.link.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// `/undo/{token}`: a person takes back what they have just done, once or any number of times.
@PublicPages
class UndoPages {

    private static final String PATH = "/undo/";

    private final Links links;
    private final Undoing undoing;
    private final Arrivals arrivals;
    private final VisitView view;
    private final VisitWords words;
    private final Proofs proofs;
    private final ShownWordings shown;
    private final StopForms stops;
    private final PublicLanguage languages;

    UndoPages(Links links, Undoing undoing, Arrivals arrivals, VisitView view, VisitWords words,
            Proofs proofs, ShownWordings shown, StopForms stops, PublicLanguage languages) {
        this.links = links;
        this.undoing = undoing;
        this.arrivals = arrivals;
        this.view = view;
        this.words = words;
        this.proofs = proofs;
        this.shown = shown;
        this.stops = stops;
        this.languages = languages;
    }

    /// Shows the button; changes nothing.
    @GetMapping("/undo/{*token}")
    ModelAndView look(@RequestParam(name = PublicForm.LANGUAGE, required = false) @Nullable String lang,
            HttpServletRequest request) {
        String token = token(request);
        Optional<Link> link = read(token);
        Locale language = speak(link.flatMap(this::person), lang, request);
        return link.isPresent()
                ? view.undo(token, language, stop(link.get(), language))
                : view.closed(new Arrival.Closed(null), language, Message.NONE);
    }

    /// Takes back, and says what is so now. Without the stamp of a form nobody has pressed its button: programs that try a link
    /// with an empty form get the page once more.
    @PostMapping("/undo/{*token}")
    ModelAndView undo(@RequestParam(name = PublicForm.LANGUAGE, required = false) @Nullable String lang,
            @RequestParam(name = PublicForm.STAMP, required = false) @Nullable String form,
            HttpServletRequest request) {
        Optional<Link> read = read(token(request));
        Optional<Stamp> stamp = shown.read(0, form);
        if (read.isEmpty() || stamp.isEmpty() || !FormPost.is(request)) {
            return look(lang, request);
        }
        Link link = read.get();
        Locale language = speak(person(link), lang, request);
        boolean inTime = undoing.isInTime(link);
        Undoing.Undone undone = undoing.undo(link,
                proofs.ofUndo(link, page(link), view.undoWords(language), stamp.get(), request));
        Optional<Person> person = person(link);
        List<String> now = person.map(one -> List.of(words.now(one.switches().keySet(), language))).orElse(List.of());
        Message message = Message.done(words.say("undone." + said(link, undone, inTime), language), now, null, null);
        Arrival arrival = link.page() == 0 ? new Arrival.Closed(null) : arrivals.again(link);
        return switch (arrival) {
            case Arrival.Open(Visit visit) -> view.open(visit, language, message);
            case Arrival.Closed closed -> view.closed(closed, language, message)
                    .addObject("stop", closed.known() == null ? stop(link, language) : null);
        };
    }

    /// The page below the button, as it is open now.
    private Optional<PageVersion> page(Link link) {
        return link.page() == 0 || !(arrivals.again(link) instanceof Arrival.Open(Visit visit))
                ? Optional.empty()
                : Optional.of(visit.page());
    }

    private @Nullable StopForm stop(Link link, Locale language) {
        return link.profile() == 0 ? null : stops.of(link.profile(), language);
    }

    /// A stranger is told the same words, whether anybody had the address that was typed in or not.
    private static String said(Link link, Undoing.Undone undone, boolean inTime) {
        return link.profile() != 0 ? code(undone) : inTime ? "stranger" : code(Undoing.Undone.NEVER);
    }

    private static String code(Undoing.Undone undone) {
        return switch (undone) {
            case DONE -> "done";
            case ALREADY -> "already";
            case NEVER -> "never";
        };
    }

    private Optional<Link> read(String token) {
        return links.read(token).filter(link -> link.purpose() == Purpose.UNDO);
    }

    private Optional<Person> person(Link link) {
        return link.profile() == 0 ? Optional.empty() : arrivals.person(link.profile());
    }

    private Locale speak(Optional<Person> person, @Nullable String asked, HttpServletRequest request) {
        return languages.of(asked, Person.locale(person.orElse(null)), request);
    }

    private static String token(HttpServletRequest request) {
        String path = VisitPages.path(request);
        return path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    }
}
