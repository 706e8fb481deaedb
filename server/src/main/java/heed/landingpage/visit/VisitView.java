package heed.landingpage.visit;

import heed.landingpage.FormFrame;
import heed.landingpage.PageRenderer;
import heed.landingpage.PageVersion;
import heed.landingpage.Rendered;
import heed.landingpage.ServiceBox;
import heed.landingpage.Visitor;
import heed.landingpage.arrival.Arrival;
import heed.landingpage.arrival.Visit;
import heed.landingpage.arrival.Visitors;
import heed.landingpage.visit.Proofs.Words;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.StopForms.StopForm;
import heed.link.PublicLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// Draws pages in the public frame: an open one with its form, and the calm one that stands for every other.
@Component
class VisitView {

    private static final FormFrame BARE = new FormFrame("", Map.of(), Map.of(), false);

    private final PageRenderer renderer;
    private final Visitors visitors;
    private final ShownWordings shown;
    private final VisitWords words;

    VisitView(PageRenderer renderer, Visitors visitors, ShownWordings shown, VisitWords words) {
        this.renderer = renderer;
        this.visitors = visitors;
        this.shown = shown;
        this.words = words;
    }

    /// A language to switch to.
    ///
    /// @param code as `fr`
    /// @param name in itself, as `français`
    public record Speech(String code, String name) {}

    /// The open page, with what came of its form above it.
    ModelAndView open(Visit visit, Locale language, Message message) {
        Visitor visitor = visitors.of(visit);
        String typed = message.typed();
        Visitor seen = typed == null || visitor.known()
                ? visitor
                : new Visitor(false, typed, visitor.shown(), visitor.services(), visitor.attributes());
        // Nothing of the frame is in the words.
        String stamp = shown.stamp(visit.page().pageId(), visit.page().version(),
                words(visit.page(), seen, language).text());
        FormFrame frame = new FormFrame(visit.path(),
                Map.of(PublicForm.STAMP, stamp, PublicForm.LANGUAGE, language.getLanguage()),
                message.problems(), false, message.ticked());
        Rendered page = renderer.render(visit.page(), language, seen, frame);
        return model("public/visit", message, language).addObject("heading", page.title())
                .addObject("html", page.html())
                .addObject("path", visit.path()).addObject("spoken", page.language())
                .addObject("languages", languages(visit.page()));
    }

    /// The calm page. Who is known can stop everything on it.
    ModelAndView closed(Arrival.Closed closed, Locale language, Message message) {
        Arrival.Known known = closed.known();
        return model("public/visit-closed", message, language).addObject("path", known == null ? null : known.path());
    }

    /// The page that asks whether something is really to be taken back.
    ///
    /// @param stop what else can be done there; null: nobody knows for whom
    ModelAndView undo(String token, Locale language, @Nullable StopForm stop) {
        return model("public/visit-undo", Message.NONE, language).addObject("token", token)
                .addObject("form",
                        shown.stamp(0, 0, words.say("undo.title", language) + "\n\n" + undoWords(language).text()))
                .addObject("stop", stop);
    }

    /// What stands beside the button that takes back.
    Words undoWords(Locale language) {
        return new Words(language.getLanguage(),
                words.say("undo.text", language) + "\n\n[" + words.say("undo", language) + "]");
    }

    /// Who looks at the page, as of now.
    Visitor visitor(Visit visit) {
        return visitors.of(visit);
    }

    /// What of the wishes is about services that the page, or the person, has to do with.
    Wishes among(Visit visit, Wishes wishes) {
        Set<Integer> offered = visitor(visit).services().stream().map(ServiceBox::id).collect(Collectors.toSet());
        return wishes.among(offered, visitors.leavable(visit, wishes.leave()));
    }

    /// What somebody reads on an open page, without anything of the person.
    Words words(PageVersion page, Visitor visitor, Locale language) {
        Rendered rendered = renderer.render(page, language, visitor, BARE);
        return new Words(rendered.language(), rendered.text());
    }

    /// What somebody who is known reads on the calm page.
    Words closedWords(Locale language) {
        return new Words(language.getLanguage(), String.join("\n\n", words.say("closed.title", language),
                words.say("closed.text", language), words.say("closed.stop", language),
                "[" + words.say("closed.stop.do", language) + "]"));
    }

    /// What the author says once the form was taken; null where nothing.
    @Nullable
    String thanks(PageVersion page, Visitor visitor, Locale language) {
        String html = renderer.thanks(page, language, visitor).html();
        return html.isBlank() ? null : html;
    }

    private ModelAndView model(String template, Message message, Locale language) {
        ModelAndView page = new ModelAndView(template);
        page.setStatus(message.status());
        return page.addObject("head", message.head()).addObject("said", message.said())
                .addObject("thanks", message.thanks()).addObject("undo", message.undo())
                .addObject("undoForm", message.undo() == null ? null : shown.stamp(0, 0, undoWords(language).text()))
                .addObject("language", language.getLanguage());
    }

    /// Those the page speaks and the frame too; none where there is nothing to choose.
    private static List<Speech> languages(PageVersion page) {
        List<Speech> both = PublicLanguage.ALL.stream().filter(one -> page.contents().containsKey(one.getLanguage()))
                .map(one -> new Speech(one.getLanguage(), one.getDisplayLanguage(one))).toList();
        return both.size() < 2 ? List.of() : both;
    }
}
