package heed.landingpage.confirm;

import heed.landingpage.confirm.MailWording.Authored;
import heed.landingpage.confirm.MailWording.Filling;
import heed.landingpage.confirm.MailWording.Words;
import heed.landingpage.confirm.PageMessages.Change;
import heed.ledger.Actor;
import heed.link.Link;
import heed.link.Links;
import heed.link.PublicLimits;
import heed.link.Purpose;
import heed.mail.Outbox;
import heed.mail.OutgoingMail;
import heed.rules.Channel;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent.Act;
import heed.subscription.Confirmation;
import heed.subscription.ConfirmationRequests;
import heed.subscription.ConfirmationText;
import heed.subscription.ConfirmationText.Wording;
import heed.subscription.ServiceDefinition;
import heed.subscription.SubscriptionSaid;
import heed.subscription.SubscriptionSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes the messages that confirm, and those that ask to confirm, in the transaction of the choice. They go to the first
/// e-mail address of the person, whatever else the person has opted out of; a person without one gets none.
@Component
public class Confirmations {

    private static final String REQUEST = "confirm:";
    private static final String PAGE_REQUEST = "confirm-page:";

    private final RecipientStore recipients;
    private final ConfirmationRequests requests;
    private final PageMessages pageMessages;
    private final MailWording wording;
    private final Links links;
    private final Outbox outbox;
    private final PublicLimits limits;
    private final SubscriptionSettings settings;
    private final Clock clock;

    Confirmations(RecipientStore recipients, ConfirmationRequests requests, PageMessages pageMessages,
            MailWording wording, Links links, Outbox outbox, PublicLimits limits, SubscriptionSettings settings,
            Clock clock) {
        this.recipients = recipients;
        this.requests = requests;
        this.pageMessages = pageMessages;
        this.wording = wording;
        this.links = links;
        this.outbox = outbox;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /// Asks the owner of an address to confirm what a stranger filled in on a page; mailed no more often than
    /// [ConfirmationRequests] allows.
    ///
    /// @param profileId the profile that was made for it, else the oldest that has the address; locked by the caller
    /// @param addressId the address that was typed in, and that it is counted for
    /// @param email as it was typed in: its owner is asked, whichever of the profile's it is
    /// @param request the number that the click will name
    /// @param pageId the page
    /// @param language the page was filled in in
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestProfile(int profileId, int addressId, String email, long request, int pageId, String language) {
        Instant now = clock.instant();
        Recipient to = recipients.find(profileId).map(person -> person.at(email)).orElse(null);
        if (to == null || !requests.mayMail(ConfirmationRequests.ofAddress(addressId), to.id(), true, now)) {
            return;
        }
        String url = url("/c/", new Link(Purpose.CONFIRM, to.id(), 0, pageId, 0, request));
        Filling filling = new Filling("", url, now.plus(settings.confirmWithin()), name -> confirmUrl(name, url));
        Words words = pageMessages.asking(pageId)
                .map(message -> wording.authored(message.texts(), PageMessages::authored, to, filling))
                .orElseGet(() -> wording.own("profile", to, language, filling));
        send(to, "confirm_profile", words, PAGE_REQUEST + request);
    }

    /// The number of the message that asked to confirm this request; null where none was written.
    @Nullable
    Long messageOf(long request, boolean ofPage) {
        return outbox.idOf((ofPage ? PAGE_REQUEST : REQUEST) + request).orElse(null);
    }

    /// Does a message ask the person to confirm a subscription? Nobody is mailed too often, one for another channel is
    /// confirmed by whoever keeps that channel, and nothing is sent to somebody without an address that mail goes to.
    ///
    /// @param waiting the requests that can be confirmed
    public boolean asksByMail(ServiceDefinition service, int profileId, List<Long> waiting) {
        return service.channel() == Channel.EMAIL && recipients.find(profileId).map(Recipient::email)
                .filter(email -> outbox.against(email).isEmpty()).isPresent()
                && waiting.stream().anyMatch(request -> messageOf(request, false) != null);
    }

    /// The owner has answered the request of a page: the next one is mailed again, for nobody else can have pressed the button.
    /// The profile is locked by the caller.
    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(int profileId, int addressId) {
        requests.answered(ConfirmationRequests.ofAddress(addressId), profileId);
    }

    @EventListener
    void said(SubscriptionSaid said) {
        boolean message = said.requestWaits() || isChange(said);
        if (said.service().channel() != Channel.EMAIL || !message) {
            return;
        }
        Recipient to = recipients.find(said.profile().id()).orElse(null);
        if (to == null || to.email() == null) {
            return;
        }
        if (said.requestWaits()) {
            request(said, to);
        } else {
            confirm(said, to);
        }
    }

    /// Did it make or end an active subscription? Nothing else is worth a message (semantics §3).
    private static boolean isChange(SubscriptionSaid said) {
        return said.act() == Act.UNSUBSCRIBE
                ? said.before() == SubscriptionStatus.ACTIVE && said.after() != SubscriptionStatus.ACTIVE
                : said.before() != SubscriptionStatus.ACTIVE && said.after() == SubscriptionStatus.ACTIVE;
    }

    private void request(SubscriptionSaid said, Recipient to) {
        ServiceDefinition service = said.service();
        Instant now = clock.instant();
        if (!requests.mayMail(service.id(), to.id(), said.before() == SubscriptionStatus.PENDING, now)) {
            return;
        }
        String url = url("/c/", new Link(Purpose.CONFIRM, to.id(), 0, 0, service.id(), said.seq()));
        Filling filling = new Filling(service.label(), url, now.plus(settings.confirmWithin()),
                name -> confirmUrl(name, url));
        Words words = pageMessages.asking(said.evidence())
                .map(message -> wording.authored(message.texts(), PageMessages::authored, to, filling))
                .orElseGet(() -> wording.own("subscription", to, language(said), filling));
        send(to, "confirm_subscription", words, REQUEST + said.seq());
    }

    private void confirm(SubscriptionSaid said, Recipient to) {
        ServiceDefinition service = said.service();
        if (pageMessages.tells(said.evidence())) {
            if (!isOfForm(said)) {
                pageMessages.tell(new Change(to.id(), null, said.evidence(), List.of(service),
                        Long.toString(said.seq())));
            }
        } else if (said.first() && service.confirmation() != Confirmation.NONE && mayTell(said, to)) {
            boolean ended = said.act() == Act.UNSUBSCRIBE;
            String leave = url("/u/", Link.unsubscribe(to.id(), 0, service.id(), service.channel().number()));
            Filling filling = new Filling(service.label(), leave, null,
                    name -> pageMessages.otherUrl(name, to.id(), leave));
            String kind = ended ? "unsubscribed" : "subscribed";
            Map<String, Wording> own = service.confirmation() == Confirmation.CUSTOM
                    ? custom(service.confirmationText(), ended)
                    : Map.of();
            Words words = own.isEmpty()
                    ? wording.own(kind, to, language(said), filling)
                    : wording.authored(own, one -> new Authored(one.subject(), one.text()), to, filling);
            send(to, kind, words, kind + ":" + said.seq());
        }
    }

    /// Whoever types an address may be anybody: who leaves, takes it back and leaves again has no mail sent for each time.
    private boolean mayTell(SubscriptionSaid said, Recipient to) {
        String email = to.email();
        boolean typed = said.act() == Act.UNSUBSCRIBE && said.actor().equals(Actor.RECIPIENT)
                && said.evidence().path("identified").asString("").equals("address");
        return email != null && (!typed || limits.allowMail(email));
    }

    /// Was it said with a form? Whoever took that tells of the whole of it, in one message. A confirmed request is told of
    /// here, and so is what a program says in the name of a page.
    private static boolean isOfForm(SubscriptionSaid said) {
        return said.actor().equals(Actor.RECIPIENT) && said.act() != Act.CONFIRM;
    }

    private void send(Recipient to, String kind, Words words, String once) {
        String email = to.email();
        if (email != null) {
            outbox.add(new OutgoingMail(email, to.id(), kind, words.language(), words.subject(), words.text(), null,
                    Map.of(), once));
        }
    }

    private static Map<String, Wording> custom(@Nullable ConfirmationText text, boolean ended) {
        Map<String, Wording> own = text == null ? null : ended ? text.unsubscribe() : text.subscribe();
        Map<String, Wording> whole = new TreeMap<>();
        if (own != null) {
            own.entrySet().stream().filter(one -> isWhole(one.getValue()))
                    .forEach(one -> whole.put(one.getKey(), one.getValue()));
        }
        return whole;
    }

    /// JSON may have left something out; half a message is none.
    private static boolean isWhole(@Nullable Wording wording) {
        return wording != null && Stream.of(Optional.ofNullable(wording.subject()), Optional.ofNullable(wording.text()))
                .allMatch(Optional::isPresent);
    }

    /// The language a form was filled in in: what is read next is in it.
    private static @Nullable String language(SubscriptionSaid said) {
        String language = said.evidence().path("language").asString("");
        return language.isEmpty() ? null : language;
    }

    private static String confirmUrl(String name, String url) {
        return name.equals("confirmUrl") ? url : "";
    }

    private String url(String path, Link link) {
        return links.url(path + links.token(link)).toString();
    }
}
