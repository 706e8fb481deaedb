package heed.landingpage.oneclick;

import heed.landingpage.wording.ShownWordings;
import heed.profile.OptOutStore;
import heed.profile.ProfileSubscriptions;
import heed.profile.ProfileSubscriptions.Subscribed;
import heed.rules.Channel;
import heed.rules.SubscriptionStatus;
import heed.rules.optout.OptOuts;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What the page of a link says to its person: true of them at this moment, in their language.
@Component
class OneClickTexts {

    private static final int MOST_SERVICES = 10;

    private final MessageSource messages;
    private final OptOutStore optOuts;
    private final ProfileSubscriptions subscriptions;
    private final ServiceStore services;
    private final ShownWordings shown;

    OneClickTexts(MessageSource messages, OptOutStore optOuts, ProfileSubscriptions subscriptions,
            ServiceStore services, ShownWordings shown) {
        this.messages = messages;
        this.optOuts = optOuts;
        this.subscriptions = subscriptions;
        this.services = services;
        this.shown = shown;
    }

    /// A button.
    ///
    /// @param choice what its form sends
    /// @param label what it says
    /// @param form the stamp of its form: the words that stand around it
    public record Button(String choice, String label, String form) {}

    /// The page before anything is done.
    ///
    /// @param main does what the link was made for
    /// @param others wider and narrower
    public record View(String title, String intro, Button main, List<Button> others) {

        /// The exact words that a person reads before pressing that button.
        String read(Wish wish) {
            String pressed = Stream.concat(Stream.of(main), others.stream())
                    .filter(button -> button.choice().equals(wish.code())).map(Button::label).findFirst()
                    .orElse(wish.code());
            return words(title, intro, pressed);
        }
    }

    /// The buttons as they stand below other words than those of the first page: what was done before.
    List<Button> below(String title, String intro, List<Button> buttons) {
        return buttons.stream().map(one -> stamped(title, intro, one)).toList();
    }

    /// The page of a link as it is now. Index look-ups: opt_outs_pkey, subscriptions_profile, services_name.
    View view(Recipient recipient, Locale language) {
        int profile = recipient.profile().id();
        OptOuts switches = optOuts.of(List.of(profile)).getOrDefault(profile, OptOuts.none());
        List<ServiceDefinition> active = active(profile);
        ServiceDefinition service = recipient.service();
        Words words = new Words(language, recipient.channel());
        List<Button> others = new ArrayList<>();
        if (service == null) {
            narrower(active, recipient.channel())
                    .forEach(one -> others.add(words.button(new Wish.End(one.id()), one.label())));
            others.add(words.button(new Wish.Everything(), ""));
            boolean out = switches.covers(recipient.channel());
            return view(words.say("title.channel", ""), words.say(out ? "out.channel" : "intro.channel", ""),
                    words.button(recipient.own(), ""), others);
        }
        others.add(words.button(new Wish.WholeChannel(), ""));
        others.add(words.button(new Wish.Everything(), ""));
        boolean subscribed = active.stream().anyMatch(one -> one.id() == service.id());
        return view(words.say("title.service", service.label()),
                words.say(subscribed ? "intro.service" : "out.service", service.label()),
                words.button(recipient.own(), service.label()), others);
    }

    /// The heading above what a button came to.
    String heading(boolean changed, Locale language) {
        return messages.getMessage(changed ? "public.oneclick.done" : "public.oneclick.same", null, language);
    }

    /// The stamp of the form that takes a button back.
    String undoForm(Locale language) {
        return shown.stamp(0, 0, messages.getMessage("public.oneclick.undo.text", null, language) + "\n["
                + messages.getMessage("public.oneclick.undo", null, language) + "]");
    }

    /// What a button came to.
    String outcome(Recipient recipient, Wish wish, boolean changed, Locale language) {
        Words words = new Words(language, recipient.channel());
        String label = wish instanceof Wish.End(int id)
                ? services.ever(id).map(ever -> ever.service().label()).orElse("")
                : "";
        return words.say((changed ? "done." : "same.") + kind(wish), label);
    }

    private View view(String title, String intro, Button main, List<Button> others) {
        return new View(title, intro, stamped(title, intro, main), below(title, intro, others));
    }

    private Button stamped(String title, String intro, Button button) {
        return new Button(button.choice(), button.label(), shown.stamp(0, 0, words(title, intro, button.label())));
    }

    private static String words(String title, String intro, String pressed) {
        return String.join("\n", title, intro, "[" + pressed + "]");
    }

    /// The choices of a page: as many as anybody reads.
    private static List<ServiceDefinition> narrower(List<ServiceDefinition> active, Channel channel) {
        return active.stream().filter(one -> one.channel() == channel)
                .sorted((one, other) -> one.label().compareToIgnoreCase(other.label())).limit(MOST_SERVICES).toList();
    }

    private List<ServiceDefinition> active(int profile) {
        List<String> names = subscriptions.of(List.of(profile)).getOrDefault(profile, List.of()).stream()
                .filter(one -> one.state().equals(SubscriptionStatus.ACTIVE.code())).map(Subscribed::service).toList();
        return names.isEmpty() ? List.of() : List.copyOf(services.findAll(names).values());
    }

    private static String kind(Wish wish) {
        return switch (wish) {
            case Wish.End _ -> "service";
            case Wish.WholeChannel _ -> "channel";
            case Wish.Everything _ -> "everything";
        };
    }

    /// Texts in one language, about one channel.
    private final class Words {

        private final Locale language;
        private final String channel;

        Words(Locale language, Channel channel) {
            this.language = language;
            this.channel = messages.getMessage("public.channel." + channel.code(), null, language);
        }

        String say(String key, String service) {
            return messages.getMessage("public.oneclick." + key, new Object[]{channel, service}, language);
        }

        Button button(Wish wish, String service) {
            return new Button(wish.code(), say("do." + kind(wish), service), "");
        }
    }
}
