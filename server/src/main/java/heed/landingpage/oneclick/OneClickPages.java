package heed.landingpage.oneclick;

import heed.landingpage.oneclick.OneClick.Done;
import heed.landingpage.oneclick.OneClickTexts.View;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Stamp;
import heed.landingpage.wording.Wording;
import heed.link.Link;
import heed.link.Links;
import heed.link.PublicLanguage;
import heed.link.PublicPages;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// `/u/{token}`. Whatever is asked, the answer is 200 and a calm page, and never a redirect (U6).
@PublicPages
class OneClickPages {

    private static final String PATH = "/u/";
    private static final String PLAIN = "public/oneclick-plain";
    private static final Pattern LANGUAGE = Pattern
            .compile("(?:^|&)lang=([A-Za-z]{2}(?:[-_][A-Za-z0-9]{2,8})*)(?:&|$)");

    private final OneClick oneClick;
    private final OneClickTexts texts;
    private final ShownWordings shown;
    private final Links links;
    private final PublicLanguage languages;

    OneClickPages(OneClick oneClick, OneClickTexts texts, ShownWordings shown, Links links, PublicLanguage languages) {
        this.oneClick = oneClick;
        this.texts = texts;
        this.shown = shown;
        this.links = links;
        this.languages = languages;
    }

    /// U8, U10: shows what the button would do. Also HEAD, prefetch and whoever scans links.
    @GetMapping("/u/{*token}")
    String look(Model model, HttpServletRequest request) {
        Optional<Recipient> recipient = oneClick.recipient(token(request));
        return recipient.map(who -> page(who, speak(who, request), model, request))
                .orElseGet(() -> plain("bad", model));
    }

    /// U5, U7, U9: the mailbox provider's request, or a button of the page. One that says neither is a look.
    @PostMapping("/u/{*token}")
    String act(Model model, HttpServletRequest request) throws IOException {
        Map<String, String> fields = OneClickBodyParser.read(request);
        Optional<Recipient> recipient = oneClick.recipient(token(request));
        if ("One-Click".equalsIgnoreCase(fields.get("List-Unsubscribe"))) {
            recipient.ifPresent(who -> oneClick.oneClick(who, request));
            return plain("received", model);
        }
        return recipient.map(who -> {
            Optional<Wish> wish = Optional.ofNullable(fields.get("choice")).flatMap(Wish::ofCode)
                    .filter(what -> oneClick.isPossible(who, what));
            Locale language = speak(who, request);
            return wish.map(what -> press(who, what, shown.read(0, fields.get("form")), language, model, request))
                    .orElseGet(() -> page(who, language, model, request));
        }).orElseGet(() -> plain("bad", model));
    }

    private String press(Recipient who, Wish wish, Optional<Stamp> stamp, Locale language, Model model,
            HttpServletRequest request) {
        Wording read = shown.of(stamp, texts.view(who, language).read(wish));
        Done done = oneClick.pressed(who, wish, read, stamp.map(Stamp::shownAt), language, request);
        String heading = texts.heading(done.changed(), language);
        String outcome = texts.outcome(who, wish, done.changed(), language);
        model.addAttribute("heading", heading);
        model.addAttribute("outcome", outcome);
        if (done.changed()) {
            model.addAttribute("undo", "/undo/" + links.token(
                    Link.undo(who.profile().id(), who.link().delivery(), done.seq())));
            model.addAttribute("undoForm", texts.undoForm(language));
        }
        View view = texts.view(who, language);
        model.addAttribute("others", texts.below(heading, outcome,
                view.others().stream().filter(button -> !button.choice().equals(wish.code())).toList()));
        show(view, language, model, request);
        return "public/oneclick-done";
    }

    private String page(Recipient who, Locale language, Model model, HttpServletRequest request) {
        show(texts.view(who, language), language, model, request);
        return "public/oneclick";
    }

    /// Its forms keep the language, so that the words of the evidence are those that were read.
    private static void show(View view, Locale language, Model model, HttpServletRequest request) {
        model.addAttribute("view", view);
        model.addAttribute("action", PATH + token(request) + "?lang=" + language.getLanguage());
    }

    private static String plain(String what, Model model) {
        model.addAttribute("what", what);
        return PLAIN;
    }

    private Locale speak(Recipient who, HttpServletRequest request) {
        return languages.of(fromLink(request.getQueryString()), who.locale(), request);
    }

    private static @Nullable String fromLink(@Nullable String query) {
        Matcher language = LANGUAGE.matcher(query == null ? "" : query);
        return language.find() ? language.group(1) : null;
    }

    /// As it is spelled in the request, before anybody decodes a `%41` or cuts off what follows a `;`.
    private static String token(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.length() < PATH.length() ? "" : path.substring(PATH.length());
    }
}
