package heed.landingpage.confirm;

import heed.landingpage.LandingPageStore;
import heed.landingpage.PageMessage;
import heed.landingpage.PageVersion;
import heed.landingpage.confirm.MailWording.Authored;
import heed.landingpage.confirm.MailWording.Filling;
import heed.landingpage.confirm.MailWording.Words;
import heed.link.Link;
import heed.link.Links;
import heed.link.PreferencesPage;
import heed.link.Purpose;
import heed.mail.Outbox;
import heed.mail.OutgoingMail;
import heed.rules.Channel;
import heed.subscription.ServiceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Sends the message of a page: at every real change, of switches too, one for each form or click, instead of those of the
/// services that it changed (semantics §3). Of what waits for a confirmation it tells when that is confirmed.
@Component
public class PageMessages {

    /// What evidence calls the page with a message of its own.
    public static final String EVIDENCE = "pageMessage";

    private final RecipientStore recipients;
    private final LandingPageStore pages;
    private final MailWording wording;
    private final PreferencesPage preferences;
    private final Links links;
    private final Outbox outbox;

    PageMessages(RecipientStore recipients, LandingPageStore pages, MailWording wording, PreferencesPage preferences,
            Links links, Outbox outbox) {
        this.recipients = recipients;
        this.pages = pages;
        this.wording = wording;
        this.preferences = preferences;
        this.links = links;
        this.outbox = outbox;
    }

    /// What a form or a click has changed.
    ///
    /// @param profile whose
    /// @param email where to tell it: the address that was typed in; null: to the first e-mail address of the person
    /// @param evidence names the page, and its version
    /// @param services that the person is subscribed to by it, or no longer
    /// @param once names the form or the click: nothing is told twice
    public record Change(int profile, @Nullable String email, JsonNode evidence, List<ServiceDefinition> services,
            String once) {

        public Change {
            services = List.copyOf(services);
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Change[" + profile + ", " + once + "]";
        }
    }

    /// Has the page that the evidence names a message that tells of changes? Then no service tells of them.
    public boolean tells(JsonNode evidence) {
        return telling(evidence).isPresent();
    }

    /// Tells of a change, if its page has a message that does; in the transaction of the change.
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Change change) {
        telling(change.evidence()).ifPresent(message -> {
            String typed = change.email();
            recipients.find(change.profile()).map(person -> typed == null ? person : person.at(typed))
                    .ifPresent(to -> send(to, message, change));
        });
    }

    /// The message of the page that asks to confirm: that of the version the person saw.
    Optional<PageMessage> asking(JsonNode evidence) {
        return of(evidence).filter(PageMessage::asks);
    }

    /// The message that asks to confirm what was filled in on the page as it is open now.
    Optional<PageMessage> asking(int pageId) {
        return pages.published(pageId).map(PageVersion::message).filter(PageMessage::asks);
    }

    static Authored authored(PageMessage.Wording wording) {
        return new Authored(wording.subject(), wording.text());
    }

    /// What the placeholders of a confirmation lead to.
    ///
    /// @param leave the link to unsubscribe
    String otherUrl(String name, int profile, String leave) {
        return switch (name) {
            case "unsubscribeUrl" -> leave;
            case "preferencesUrl" -> preferences.open()
                    .map(page -> url("/p/", new Link(Purpose.PAGE, profile, 0, page, 0, 0))).orElse("");
            default -> "";
        };
    }

    private void send(Recipient to, PageMessage message, Change change) {
        String labels = change.services().stream().map(ServiceDefinition::label).collect(Collectors.joining(", "));
        String leave = url("/u/", leave(to.id(), change.services()));
        Words words = wording.authored(message.texts(), PageMessages::authored, to,
                new Filling(labels, leave, null, name -> otherUrl(name, to.id(), leave)));
        String email = to.email();
        if (email != null) {
            outbox.add(new OutgoingMail(email, to.id(), "page_message", words.language(), words.subject(),
                    words.text(), null, Map.of(), "page:" + change.once()));
        }
    }

    /// Of one service the end of its subscription; of several, and of none, the end of all mail.
    private static Link leave(int profile, List<ServiceDefinition> services) {
        if (services.size() == 1) {
            ServiceDefinition one = services.getFirst();
            return Link.unsubscribe(profile, 0, one.id(), one.channel().number());
        }
        return Link.unsubscribe(profile, 0, 0, Channel.EMAIL.number());
    }

    private Optional<PageMessage> telling(JsonNode evidence) {
        return of(evidence).filter(message -> !message.asks());
    }

    private Optional<PageMessage> of(JsonNode evidence) {
        int page = evidence.path(EVIDENCE).asInt(0);
        if (page == 0) {
            return Optional.empty();
        }
        int version = evidence.path("version").asInt(0);
        return (version == 0 ? pages.published(page) : pages.version(page, version)).map(PageVersion::message)
                .filter(message -> !message.texts().isEmpty());
    }

    private String url(String path, Link link) {
        return links.url(path + links.token(link)).toString();
    }
}
