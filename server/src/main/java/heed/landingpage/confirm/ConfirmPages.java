package heed.landingpage.confirm;

import heed.landingpage.confirm.ConfirmClicks.Asked;
import heed.landingpage.confirm.ConfirmClicks.Outcome;
import heed.link.PublicLanguage;
import heed.link.PublicPages;
import heed.subscription.ServiceDefinition;
import heed.web.page.InstanceSettingStore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/c/{token}`: the page behind the link of a message that asks to confirm. Opening it changes nothing, for programs open
/// links too; its one button confirms. A token that is none, is over or was answered before gets a calm page.
@PublicPages
@RequestMapping("/c/{token}")
class ConfirmPages {

    private static final String OVER = "over";
    private static final int MOST_OF_AGENT = 300;

    private final ConfirmClicks clicks;
    private final PublicLanguage languages;
    private final MessageSource texts;
    private final InstanceSettingStore instance;
    private final boolean keepNetwork;
    private final Clock clock;

    ConfirmPages(ConfirmClicks clicks, PublicLanguage languages, MessageSource texts, InstanceSettingStore instance,
            @Value("${heed.evidence.network:false}") boolean keepNetwork, Clock clock) {
        this.clicks = clicks;
        this.languages = languages;
        this.texts = texts;
        this.instance = instance;
        this.keepNetwork = keepNetwork;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletRequest request, Model model) {
        Asked asked = clicks.asked(token).orElse(null);
        if (asked == null) {
            return told(OVER, List.of(), false, model);
        }
        Locale language = languages.of(null, asked.to().locale(), request);
        model.addAttribute("words", words(asked, language));
        model.addAttribute("action", "/c/" + token);
        return "public/confirm";
    }

    @PostMapping
    String confirm(@PathVariable String token, HttpServletRequest request, Model model) {
        Asked asked = clicks.asked(token).orElse(null);
        if (asked == null) {
            return told(OVER, List.of(), false, model);
        }
        Locale language = languages.of(null, asked.to().locale(), request);
        return switch (clicks.confirm(asked, String.join("\n\n", words(asked, language)), click(language, request))) {
            case Outcome.Confirmed(List<String> services, boolean optedOut) -> told("done", services, optedOut, model);
            case Outcome.ConfirmedBefore(List<String> services) -> told("before", services, false, model);
            case Outcome.Over _ -> told(OVER, List.of(), false, model);
        };
    }

    /// What the page of the button says, from its title to the button, without anything of the person.
    private List<String> words(Asked asked, Locale language) {
        ServiceDefinition service = asked.service();
        String question = service == null
                ? text("public.confirm.profile", language, instance.instance().name())
                : text("public.confirm.service", language, service.label());
        return List.of(text("public.confirm.title", language), question, text("public.confirm.do", language),
                text("public.confirm.nothing", language));
    }

    private String text(String key, Locale language, Object... arguments) {
        return texts.getMessage(key, arguments, language);
    }

    private ObjectNode click(Locale language, HttpServletRequest request) {
        ObjectNode click = JsonNodeFactory.instance.objectNode().put("language", language.getLanguage()).put("time",
                clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        if (keepNetwork) {
            click.put("ip", request.getRemoteAddr());
            @Nullable
            String agent = request.getHeader(HttpHeaders.USER_AGENT);
            if (agent != null) {
                click.put("userAgent", agent.substring(0, Math.min(agent.length(), MOST_OF_AGENT)));
            }
        }
        return click;
    }

    private static String told(String what, List<String> services, boolean optedOut, Model model) {
        model.addAttribute("what", what);
        model.addAttribute("services", String.join(", ", services));
        model.addAttribute("optedOut", optedOut);
        return "public/confirmed";
    }
}
