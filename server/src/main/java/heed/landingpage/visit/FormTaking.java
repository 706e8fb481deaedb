package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Standing;
import heed.landingpage.arrival.VisitorStore;
import heed.ledger.Actor;
import heed.profile.FormChoices;
import heed.profile.FormChoices.Chosen;
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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final VisitorStore visitors;
    private final ProfileEdits edits;
    private final UndoStore undos;
    private final Clock clock;

    FormTaking(Proofs proofs, FormChoices choices, Subscriptions subscriptions, ServiceStore services,
            VisitorStore visitors, ProfileEdits edits, UndoStore undos, Clock clock) {
        this.proofs = proofs;
        this.choices = choices;
        this.subscriptions = subscriptions;
        this.services = services;
        this.visitors = visitors;
        this.edits = edits;
        this.undos = undos;
        this.clock = clock;
    }

    /// Takes a form of an open page.
    @Transactional
    Taken take(Person person, PageVersion page, Wishes wishes, Statement statement) {
        Taken taken = take(person, wishes, proofs.keep(statement));
        if (!page.constants().isEmpty() && !person.profile().deleted()) {
            // Attributes alone, never a switch.
            edits.patch(person.key(), constants(page), Actor.RECIPIENT);
        }
        return undoable(taken, statement);
    }

    /// Takes what restricts, where the page is closed; of deleted people too.
    @Transactional
    Taken restrict(Person person, Wishes wishes, Statement statement) {
        return undoable(take(person, wishes.restricting(), proofs.keep(statement)), statement);
    }

    /// The same for one of those whose address a stranger typed: what all of them chose is taken back together.
    @Transactional
    Taken restrictOne(Person person, Wishes wishes, Statement statement) {
        return take(person, wishes.restricting(), proofs.keep(statement));
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
        Taking taking = new Taking(person, statement, visitors.standings(person.id(), held.keySet()));
        held.forEach((id, service) -> {
            if (wishes.leave().contains(id)) {
                taking.leave(service.service());
            } else if (!person.profile().deleted() && !service.deleted()) {
                taking.join(service.service());
            }
        });
        return taking.taken(chosen);
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

        private final Person person;
        private final Statement statement;
        private final Map<Integer, Standing> before;
        private final List<ServiceDefinition> subscribed = new ArrayList<>();
        private final List<ServiceDefinition> waiting = new ArrayList<>();
        private final List<ServiceDefinition> unsubscribed = new ArrayList<>();
        private final List<ServiceDefinition> kept = new ArrayList<>();
        private final List<ServiceDefinition> left = new ArrayList<>();
        private final List<Long> seqs = new ArrayList<>();

        Taking(Person person, Statement statement, Map<Integer, Standing> before) {
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
                waiting.add(service);
            } else {
                (standing.status() == SubscriptionStatus.ACTIVE ? kept : subscribed).add(service);
            }
        }

        Taken taken(Chosen chosen) {
            List<Long> all = new ArrayList<>(chosen.seqs());
            all.addAll(seqs);
            return new Taken(chosen, subscribed, waiting, unsubscribed, kept, left, all, 0);
        }

        private Standing standing(ServiceDefinition service) {
            return before.getOrDefault(service.id(), Standing.NONE);
        }
    }
}
