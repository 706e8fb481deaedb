package heed.delivery.eligibility;

import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.index.ProfileIndex;
import heed.delivery.eligibility.PersonStore.Told;
import heed.quarantine.AddressEvents;
import heed.rules.Cause;
import heed.rules.Channel;
import heed.rules.Decision;
import heed.rules.Eligibility;
import heed.rules.ExclusionRule;
import heed.rules.Facts;
import heed.rules.Typology;
import heed.rules.quarantine.AddressState;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Decides persons one by one on the present state. Every answer is about one snapshot of the database.
@Component
class EligibilityCheck {
    private final JdbcClient jdbc;
    private final FactsStore facts;
    private final PersonStore people;
    private final AddressEvents addresses;
    private final TransactionTemplate snapshot;
    private final ProfileIndex index;
    private final Clock clock;

    EligibilityCheck(JdbcClient jdbc, FactsStore facts, PersonStore people, AddressEvents addresses,
            PlatformTransactionManager transactions, ProfileIndex index, Clock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.people = people;
        this.addresses = addresses;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.index = index;
        this.clock = clock;
    }

    /// What would be delivered.
    ///
    /// @param service the id of the service it is for, null for none
    record Question(Channel channel, @Nullable Integer service, Typology typology) {}

    /// One person's answer with everything there is to tell.
    ///
    /// @param addressId the address that would be used, 0 when there is none
    /// @param ledgerSeq the highest ledger sequence the answer knows
    record Explained(List<Explanation> causes, int addressId, long ledgerSeq) {}

    /// The causes of each living one of these profiles, none for whoever may be contacted.
    ///
    /// From the profile index where nothing has happened since it last caught up, which one look at the ledger tells;
    /// else from the database.
    public Map<String, List<Cause>> causes(List<String> keys, Question question) {
        Instant moment = clock.instant();
        return index.askUnchanged(() -> facts.ids(keys), (ids, view) -> {
            FactSets sets = view.facts(question.channel(), question.service(), moment);
            Map<String, List<Cause>> causes = new HashMap<>();
            ids.forEach((key, id) -> {
                if (view.living().contains(id)) {
                    causes.put(key, causes(sets.person(id), question.typology()));
                }
            });
            return causes;
        }).orElseGet(() -> fromDatabase(keys, question, moment));
    }

    private Map<String, List<Cause>> fromDatabase(List<String> keys, Question question, Instant moment) {
        Map<String, List<Cause>> causes = new HashMap<>();
        inSnapshot(() -> facts.living(keys, question.channel(), question.service(), moment))
                .forEach((key, person) -> causes.put(key, causes(person.facts(), question.typology())));
        return causes;
    }

    /// One profile's causes explained; empty when nobody living has the key.
    ///
    /// Most people may be contacted: then there is nothing to explain, and the profile index tells it, where nothing has
    /// happened since it last caught up. Of others one statement tells nearly everything. Only for who has an address
    /// with a history is there a second look, in a snapshot of its own.
    public Optional<Explained> explain(String key, Question question) {
        Instant moment = clock.instant();
        return free(key, question, moment).or(() -> explain(key, question, moment));
    }

    /// The answer about a person whom nothing excludes; empty for others, and where the index cannot tell.
    private Optional<Explained> free(String key, Question question, Instant moment) {
        Optional<Optional<Explained>> answer = index.askUnchanged(key, (id, view) -> {
            FactSets sets = view.facts(question.channel(), question.service(), moment);
            return causes(sets.person(id), question.typology()).isEmpty()
                    ? Optional.of(new Explained(List.of(), view.firstAddress(question.channel(), id),
                            view.position().ledgerSeq()))
                    : Optional.empty();
        });
        return answer.flatMap(explained -> explained);
    }

    /// The same with subscriptions judged at that moment: a delivery's contact date.
    public Optional<Explained> explain(String key, Question question, Instant moment) {
        Optional<Told> told = tell(key, question, moment);
        return told.isEmpty() || !needsMore(told.get(), question)
                ? told.map(person -> explained(person, question, AddressState.none()))
                : inSnapshot(() -> tell(key, question, moment)
                        .map(person -> explained(person, question, address(person.facts()))));
    }

    private Optional<Told> tell(String key, Question question, Instant moment) {
        return people.find(key, question.channel(), question.service(), moment);
    }

    private static boolean needsMore(Told told, Question question) {
        return told.ledgerSeq() == null || causes(told.facts().facts(), question.typology()).stream()
                .anyMatch(cause -> cause.rule() == ExclusionRule.ADDRESS_DENYLISTED
                        || cause.rule() == ExclusionRule.ADDRESS_QUARANTINED);
    }

    private Explained explained(Told told, Question question, AddressState address) {
        List<Explanation> causes = causes(told.facts().facts(), question.typology()).stream()
                .map(cause -> Explanation.of(cause, told.facts(), address)).toList();
        Long seq = told.ledgerSeq();
        return new Explained(causes, told.facts().addressId(), seq == null ? people.lastSeq() : seq);
    }

    private <T> T inSnapshot(Supplier<T> look) {
        return Objects.requireNonNull(snapshot.execute(_ -> look.get()));
    }

    /// The id of the present service of that name. Index: services_name.
    public Optional<Integer> service(String name) {
        return jdbc.sql("select id from services where name = :name and deleted_at is null").param("name", name)
                .query(Integer.class).optional();
    }

    private static List<Cause> causes(Facts facts, Typology typology) {
        return switch (Eligibility.decide(typology, facts)) {
            case Decision.Targeted _ -> List.of();
            case Decision.Excluded(List<Cause> causes) -> causes;
        };
    }

    private AddressState address(PersonFacts person) {
        return person.addressId() == 0
                ? AddressState.none()
                : addresses.states(List.of(person.addressId())).getOrDefault(person.addressId(), AddressState.none());
    }
}
