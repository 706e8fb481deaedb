package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Standing;
import heed.landingpage.arrival.VisitorStore;
import heed.landingpage.confirm.Confirmations;
import heed.landingpage.confirm.PageMessages;
import heed.landingpage.confirm.PageMessages.Change;
import heed.ledger.Actor;
import heed.profile.FormChoices;
import heed.profile.FormChoices.Chosen;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.data.ProfileEdits;
import heed.rules.SubscriptionStatus;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.ServiceStore.Ever;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes what a person asks for by a link of their own: choices, subscriptions and the page's constants in one
/// transaction. When it returns, all of it is durable and every later look, hand-off included, sees it.
@Component
class FormTaking {

    private final Proofs proofs;
    private final FormChoices choices;
    private final Subscriptions subscriptions;
    private final ServiceStore services;
    private final ProfileKeyStore profiles;
    private final VisitorStore visitors;
    private final ProfileEdits edits;
    private final Confirmations confirmations;
    private final PageMessages messages;
    private final UndoStore undos;
    private final Clock clock;

    FormTaking(Proofs proofs, FormChoices choices, Subscriptions subscriptions, ServiceStore services,
            ProfileKeyStore profiles, VisitorStore visitors, ProfileEdits edits, Confirmations confirmations,
            PageMessages messages, UndoStore undos, Clock clock) {
        this.proofs = proofs;
        this.choices = choices;
        this.subscriptions = subscriptions;
        this.services = services;
        this.profiles = profiles;
        this.visitors = visitors;
        this.edits = edits;
        this.confirmations = confirmations;
        this.messages = messages;
        this.undos = undos;
        this.clock = clock;
    }

    /// Takes a form of an open page.
    @Transactional
    Taken take(Person person, PageVersion page, Wishes wishes, Statement statement) {
        Statement kept = proofs.keep(statement);
        Taken taken = take(person, wishes, kept);
        if (!page.constants().isEmpty()) {
            // Attributes alone, never a switch. Whoever was deleted since the page was looked at has none; the choice stands.
            Optional.of(reached(person)).filter(now -> !now.deleted())
                    .ifPresent(now -> edits.patch(now.key(), constants(page), Actor.RECIPIENT));
        }
        if (taken.settled()) {
            messages.tell(change(person, null, taken, kept));
        }
        return undoable(taken, kept);
    }

    /// Takes what restricts, where the page is closed; of deleted people too. A closed page has no message any more.
    @Transactional
    Taken restrict(Person person, Wishes wishes, Statement statement) {
        return undoable(take(person, wishes.restricting(), proofs.keep(statement)), statement);
    }

    /// The same for one of those whose address a stranger typed: what all of them chose is taken back together, and the
    /// caller tells of it.
    @Transactional
    Taken restrictOne(Person person, Wishes wishes, Statement statement) {
        return take(person, wishes.restricting(), proofs.keep(statement));
    }

    /// As the message of the page tells of it.
    ///
    /// @param email the address that was typed in; null: the person's own
    static Change change(Person person, @Nullable String email, Taken taken, Statement statement) {
        return new Change(person.id(), email, statement.evidence(), taken.services().settled(),
                Long.toString(taken.seqs().getFirst()));
    }

    private Taken undoable(Taken taken, Statement statement) {
        return taken.changed()
                ? taken.keptUnder(undos.insert(statement.pageId(), taken.seqs(), clock.instant()))
                : taken;
    }

    /// The attributes that the page stores, as profile data takes them.
    static ObjectNode constants(PageVersion page) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = data.putObject("attributes");
        page.constants().forEach(attributes::put);
        return data;
    }

    private Taken take(Person person, Wishes wishes, Statement statement) {
        // The services first, then the profile: the order of every lock.
        Map<Integer, Ever> held = held(wishes);
        Chosen chosen = choices.choose(person.key(), wishes.shown(), wishes.wanted(), statement.sender());
        // Locked by that. Who was merged or deleted since the page was looked at is taken as they are now, so that nothing that
        // can no longer be done takes a withdrawal with it.
        ProfileRef now = reached(person);
        Taking taking = new Taking(now, statement, visitors.standings(now.id(), held.keySet()));
        held.forEach((id, service) -> {
            if (wishes.leave().contains(id)) {
                taking.leave(service.service());
            } else if (!now.deleted() && !service.deleted()) {
                taking.join(service.service());
            }
        });
        return taking.taken(chosen);
    }

    private ProfileRef reached(Person person) {
        return profiles.lockReached(person.id()).orElse(person.profile());
    }

    /// The services that the form names, deleted ones too: those take the wish to leave.
    private Map<Integer, Ever> held(Wishes wishes) {
        SortedSet<Integer> asked = new TreeSet<>(wishes.join());
        asked.addAll(wishes.leave());
        Map<Integer, Ever> held = new TreeMap<>();
        asked.forEach(id -> services.holdEver(id).ifPresent(service -> held.put(id, service)));
        return held;
    }

    /// One form while its services are gone through.
    private final class Taking {

        private final ProfileRef person;
        private final Statement statement;
        private final Map<Integer, Standing> before;
        private final List<ServiceDefinition> subscribed = new ArrayList<>();
        private final List<ServiceDefinition> waiting = new ArrayList<>();
        private final List<ServiceDefinition> unasked = new ArrayList<>();
        private final List<ServiceDefinition> unsubscribed = new ArrayList<>();
        private final List<ServiceDefinition> kept = new ArrayList<>();
        private final List<ServiceDefinition> left = new ArrayList<>();
        private final List<Long> seqs = new ArrayList<>();

        Taking(ProfileRef person, Statement statement, Map<Integer, Standing> before) {
            this.person = person;
            this.statement = statement;
            this.before = before;
        }

        void leave(ServiceDefinition service) {
            SubscriptionStatus was = standing(service).status();
            seqs.add(subscriptions.unsubscribe(service.id(), person.id(), statement.said()).seq());
            boolean had = was == SubscriptionStatus.ACTIVE || was == SubscriptionStatus.PENDING;
            (had ? unsubscribed : kept).add(service);
        }

        void join(ServiceDefinition service) {
            Standing standing = standing(service);
            Instant shown = statement.shownAt();
            if (shown != null && standing.leftAfter(shown)) {
                left.add(service);
                return;
            }
            Answer answer = subscriptions.subscribe(service.id(), person.id(), false, statement.said());
            seqs.add(answer.seq());
            if (answer.state().equals(SubscriptionStatus.PENDING.code())) {
                (asks(service) ? waiting : unasked).add(service);
            } else {
                (standing.status() == SubscriptionStatus.ACTIVE ? kept : subscribed).add(service);
            }
        }

        Taken taken(Chosen chosen) {
            List<Long> all = new ArrayList<>(chosen.seqs());
            all.addAll(seqs);
            return new Taken(chosen, new Taken.Services(subscribed, waiting, unasked, unsubscribed, kept, left), all,
                    0);
        }

        private boolean asks(ServiceDefinition service) {
            return confirmations.asksByMail(service, person.id(), subscriptions.waiting(service.id(), person.id()));
        }

        private Standing standing(ServiceDefinition service) {
            return before.getOrDefault(service.id(), Standing.NONE);
        }
    }
}
