package heed.landingpage.confirm;

import heed.landingpage.PageVersion;
import heed.landingpage.confirm.ConfirmClicks.Asked;
import heed.landingpage.visit.PageRequests.Named;
import heed.landingpage.visit.PageRequests.Waiting;
import heed.subscription.ServiceDefinition;
import heed.web.page.InstanceSettingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What the page behind the link of a message that asks to confirm says.
@Component
class ConfirmTexts {

    private static final String KEY = "public.confirm.";

    private final MessageSource texts;
    private final InstanceSettingStore instance;

    ConfirmTexts(MessageSource texts, InstanceSettingStore instance) {
        this.texts = texts;
        this.instance = instance;
    }

    /// A box, not ticked.
    ///
    /// @param number of the request that it adds
    /// @param label its page and, where there is one, its services
    public record Box(long number, String label) {}

    /// Everything on the page, without anything of the person.
    ///
    /// @param question what the button confirms
    /// @param also what stands above the boxes
    /// @param boxes of what else waits for the owner of the address; none, mostly
    /// @param nothing what stands below the button
    public record Words(String title, String question, String also, List<Box> boxes, String button, String nothing) {

        public Words {
            boxes = List.copyOf(boxes);
        }

        /// From top to bottom.
        String text() {
            List<String> all = new ArrayList<>(List.of(title, question));
            if (!boxes.isEmpty()) {
                all.add(also);
                boxes.forEach(box -> all.add("[ ] " + box.label));
            }
            all.addAll(List.of(button, nothing));
            return String.join("\n\n", all);
        }
    }

    /// The page of a link.
    Words of(Asked asked, Locale language) {
        ServiceDefinition service = asked.service();
        Waiting waiting = asked.waiting();
        String question = service != null
                ? say("service", language, service.label())
                : waiting == null
                        ? say("profile", language, instance.instance().name())
                        : own(waiting.own(), language);
        List<Box> boxes = waiting == null
                ? List.of()
                : waiting.others().stream().map(one -> new Box(one.number(), other(one, language))).toList();
        return new Words(say("title", language), question, say("others", language), boxes, say("do", language),
                say("nothing", language));
    }

    private String own(Named own, Locale language) {
        String name = instance.instance().name();
        String title = title(own, language);
        return own.services().isEmpty()
                ? say("profile.page", language, name, title)
                : say("profile.services", language, name, title, String.join(", ", own.services()));
    }

    private String other(Named other, Locale language) {
        String title = title(other, language);
        return other.services().isEmpty()
                ? say("other", language, title)
                : say("other.services", language, title, String.join(", ", other.services()));
    }

    private static String title(Named request, Locale language) {
        PageVersion page = request.page();
        return page == null ? "" : page.title(language.getLanguage());
    }

    private String say(String key, Locale language, Object... arguments) {
        return texts.getMessage(KEY + key, arguments, language);
    }
}
