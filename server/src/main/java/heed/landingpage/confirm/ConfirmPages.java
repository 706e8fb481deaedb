package heed.landingpage.confirm;

import heed.landingpage.arrival.NetworkEvidence;
import heed.landingpage.confirm.ConfirmClicks.Asked;
import heed.landingpage.confirm.ConfirmClicks.Outcome;
import heed.landingpage.confirm.ConfirmClicks.Read;
import heed.landingpage.confirm.ConfirmTexts.Words;
import heed.landingpage.wording.ShownWordings;
import heed.landingpage.wording.Stamp;
import heed.landingpage.wording.StopForms;
import heed.link.FormPost;
import heed.link.PublicLanguage;
import heed.link.PublicPages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/c/{token}`: the page behind the link of a message that asks to confirm. Opening it changes nothing, for programs open
/// links too; its one button confirms. A token that is none, is over or was answered before gets a calm page.
@PublicPages
@RequestMapping("/c/{*token}")
class ConfirmPages {

    private static final String PATH = "/c/";
    private static final String OVER = "over";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final ConfirmClicks clicks;
    private final ConfirmTexts texts;
    private final PublicLanguage languages;
    private final ShownWordings shown;
    private final StopForms stops;
    private final NetworkEvidence network;
    private final Clock clock;

    ConfirmPages(ConfirmClicks clicks, ConfirmTexts texts, PublicLanguage languages, ShownWordings shown,
            StopForms stops, NetworkEvidence network, Clock clock) {
        this.clicks = clicks;
        this.texts = texts;
        this.languages = languages;
        this.shown = shown;
        this.stops = stops;
        this.network = network;
        this.clock = clock;
    }

    @GetMapping
    String show(HttpServletRequest request, Model model) {
        String token = token(request);
        Asked asked = clicks.asked(token).orElse(null);
        if (asked == null) {
            return told(OVER, List.of(), false, model);
        }
        Locale language = languages.of(null, asked.to().locale(), request);
        Words words = texts.of(asked, language);
        model.addAttribute("words", words);
        model.addAttribute("action", PATH + token);
        model.addAttribute("form", shown.stamp(asked.link().page(), 0, words.text()));
        model.addAttribute("stop", stops.of(asked.to().id(), language));
        return "public/confirm";
    }

    /// Without the stamp of the page nobody has read what the button confirms: programs that try a link with an empty form get
    /// the page once more.
    @PostMapping
    String confirm(@RequestParam MultiValueMap<String, String> fields, HttpServletRequest request, Model model) {
        Asked asked = clicks.asked(token(request)).orElse(null);
        Stamp stamp = asked == null ? null : shown.read(asked.link().page(), fields.getFirst("form")).orElse(null);
        if (asked == null || stamp == null || !FormPost.is(request)) {
            return show(request, model);
        }
        Locale language = languages.of(null, asked.to().locale(), request);
        Read read = new Read(shown.of(Optional.of(stamp), texts.of(asked, language).text()), stamp.shownAt(),
                numbers(fields.getOrDefault("also", List.of())));
        return switch (clicks.confirm(asked, read, click(language, stamp, request))) {
            case Outcome.Confirmed(List<String> services, boolean optedOut) ->
                told("done", services, optedOut, stop(asked, language, model));
            case Outcome.ConfirmedBefore(List<String> services) ->
                told("before", services, false, stop(asked, language, model));
            case Outcome.Over _ -> told(OVER, List.of(), false, model);
        };
    }

    private Model stop(Asked asked, Locale language, Model model) {
        return model.addAttribute("stop", stops.of(asked.to().id(), language));
    }

    private static Set<Long> numbers(List<String> boxes) {
        return boxes.stream().filter(box -> NUMBER.matcher(box).matches()).map(Long::valueOf)
                .collect(Collectors.toSet());
    }

    private ObjectNode click(Locale language, Stamp stamp, HttpServletRequest request) {
        ObjectNode click = JsonNodeFactory.instance.objectNode().put("identified", "link")
                .put("language", language.getLanguage()).put("shownAt", stamp.shownAt().toString())
                .put("time", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        network.put(click, request);
        return click;
    }

    /// As it is spelled in the request, before anybody decodes a `%41` or cuts off what follows a `;`: a token counts only
    /// in its exact spelling (semantics §7).
    private static String token(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith(PATH) ? path.substring(PATH.length()) : "";
    }

    private static String told(String what, List<String> services, boolean optedOut, Model model) {
        model.addAttribute("what", what);
        model.addAttribute("services", String.join(", ", services));
        model.addAttribute("optedOut", optedOut);
        return "public/confirmed";
    }
}
