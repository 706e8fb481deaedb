package heed.profile.page;

import heed.profile.FormChoices.Chosen;
import heed.rules.optout.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says what a form of switches came to: exactly what changed, and what did not.
@Component
class ChoiceWords {

    private final MessageSource messages;

    ChoiceWords(MessageSource messages) {
        this.messages = messages;
    }

    /// In sentences of that language.
    String of(Chosen chosen, Locale locale) {
        List<String> sentences = new ArrayList<>();
        add("profile.chosen.on", chosen.on(), locale, sentences);
        add("profile.chosen.off", chosen.off(), locale, sentences);
        add("profile.chosen.withheld", chosen.withheld(), locale, sentences);
        add("profile.chosen.again", chosen.chosenAgain(), locale, sentences);
        if (chosen.stillExcluded()) {
            sentences.add(say("profile.chosen.still", locale));
        }
        if (sentences.isEmpty()) {
            sentences.add(say(chosen.seqs().isEmpty() ? "profile.chosen.none" : "profile.chosen.same", locale));
        }
        return String.join(" ", sentences);
    }

    /// The reason of an undo by the button under what was done.
    String undoing(String reason, Locale locale) {
        return say("page.undo.reason", locale, reason);
    }

    private void add(String key, Set<Switch> switches, Locale locale, List<String> sentences) {
        if (!switches.isEmpty()) {
            sentences.add(say(key, locale, switches.stream().sorted()
                    .map(one -> say("profile.switch." + one.code(), locale)).collect(Collectors.joining(", "))));
        }
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
