package heed.landingpage.visit;

import heed.landingpage.visit.StrangerForms.Rest;
import heed.profile.FormChoices.Chosen;
import heed.rules.optout.Switch;
import heed.subscription.ServiceDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says what a form came to: exactly what changed, what did not, and what still stands in the way.
@Component
class VisitWords {

    private final MessageSource messages;

    VisitWords(MessageSource messages) {
        this.messages = messages;
    }

    /// One text of this package.
    String say(String key, Locale language, Object... arguments) {
        return messages.getMessage("public.visit." + key, arguments, language);
    }

    /// To somebody whose own link it was.
    ///
    /// @param on the switches that are on now
    List<String> taken(Taken taken, Set<Switch> on, Locale language) {
        List<String> said = new ArrayList<>();
        Chosen chosen = taken.chosen();
        Taken.Services services = taken.services();
        ways("on", chosen.on(), language, said);
        ways("off", chosen.off(), language, said);
        services("unsubscribed", services.unsubscribed(), language, said);
        services("subscribed", services.subscribed(), language, said);
        services("waiting", services.waiting(), language, said);
        services("unasked", services.unasked(), language, said);
        ways("withheld", chosen.withheld(), language, said);
        ways("again", chosen.chosenAgain(), language, said);
        services("left", services.left(), language, said);
        services("kept", services.kept(), language, said);
        services("silent", services.begun().stream().filter(service -> isOut(service, on)).toList(), language, said);
        if (chosen.stillExcluded()) {
            said.add(say("still", language));
        }
        if (said.isEmpty()) {
            said.add(say("none", language));
        }
        return said;
    }

    /// To a stranger: the same whether anybody has the address or not.
    ///
    /// @param labels of the services it does not belong to any more
    /// @param rest what became of what is to be confirmed
    List<String> stranger(Wishes stops, List<String> labels, Rest rest, Locale language) {
        List<String> said = new ArrayList<>();
        ways("stranger.on", stops.wanted(), language, said);
        if (!labels.isEmpty()) {
            said.add(say("stranger.unsubscribed", language, String.join(", ", labels)));
        }
        switch (rest) {
            case ASKED -> said.add(say("stranger.asked", language));
            case LATER -> said.add(say("stranger.later", language));
            case NONE -> {
            }
        }
        if (said.isEmpty()) {
            said.add(say("stranger.none", language));
        }
        return said;
    }

    /// Where a person stands now.
    String now(Set<Switch> on, Locale language) {
        return on.isEmpty() ? say("now.none", language) : say("now.on", language, list(on, language));
    }

    private static boolean isOut(ServiceDefinition service, Set<Switch> on) {
        return on.contains(Switch.ALL) || on.contains(Switch.of(service.channel()));
    }

    private void ways(String key, Collection<Switch> switches, Locale language, List<String> said) {
        if (!switches.isEmpty()) {
            said.add(say(key, language, list(switches, language)));
        }
    }

    private void services(String key, List<ServiceDefinition> services, Locale language, List<String> said) {
        if (!services.isEmpty()) {
            said.add(say(key, language,
                    services.stream().map(ServiceDefinition::label).collect(Collectors.joining(", "))));
        }
    }

    private String list(Collection<Switch> switches, Locale language) {
        return switches.stream().sorted().map(one -> say("way." + one.code(), language))
                .collect(Collectors.joining(", "));
    }
}
