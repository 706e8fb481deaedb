package heed.delivery.eligibility;

import heed.quarantine.AddressEvents;
import heed.rules.Cause;
import heed.rules.Channel;
import heed.rules.Decision;
import heed.rules.Eligibility;
import heed.rules.Typology;
import heed.rules.quarantine.AddressState;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Decides persons one by one on the present state. Every answer is about one snapshot of the database.
@Component
class EligibilityCheck {
    private final JdbcClient jdbc;
    private final FactsStore facts;
    private final AddressEvents addresses;
    private final Clock clock;

    EligibilityCheck(JdbcClient jdbc, FactsStore facts, AddressEvents addresses, Clock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// What would be delivered.
    ///
    /// @param service the id of the service it is for, null for none
    record Question(Channel channel, @Nullable Integer service, Typology typology) {}

    /// One person's answer with everything there is to tell.
    ///
    /// @param ledgerSeq the highest ledger sequence the answer knows
    record Explained(List<Explanation> causes, long ledgerSeq) {}

    /// The causes of each living one of these profiles, none for whoever may be contacted. One query for all.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Map<String, List<Cause>> causes(List<String> keys, Question question) {
        Map<Integer, String> living = living(keys);
        int[] ids = living.keySet().stream().mapToInt(Integer::intValue).toArray();
        Map<String, List<Cause>> causes = new HashMap<>();
        for (PersonFacts person : facts.facts(ids, question.channel(), question.service(), clock.instant())) {
            causes.put(living.getOrDefault(person.id(), ""), causes(person, question.typology()));
        }
        return causes;
    }

    /// One profile's causes explained; empty when nobody living has the key.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Explained> explain(String key, Question question) {
        int[] ids = living(List.of(key)).keySet().stream().mapToInt(Integer::intValue).toArray();
        return facts.facts(ids, question.channel(), question.service(), clock.instant()).stream().findFirst()
                .map(person -> {
                    AddressState address = address(person);
                    return new Explained(causes(person, question.typology()).stream()
                            .map(cause -> Explanation.of(cause, person, address)).toList(), ledgerSeq());
                });
    }

    /// The id of the present service of that name. Index: services_name.
    public Optional<Integer> service(String name) {
        return jdbc.sql("select id from services where name = :name and deleted_at is null").param("name", name)
                .query(Integer.class).optional();
    }

    private static List<Cause> causes(PersonFacts person, Typology typology) {
        return switch (Eligibility.decide(typology, person.facts())) {
            case Decision.Targeted _ -> List.of();
            case Decision.Excluded(List<Cause> causes) -> causes;
        };
    }

    /// Keys by id. Index: profiles_key_key.
    private Map<Integer, String> living(List<String> keys) {
        Map<Integer, String> living = new HashMap<>();
        jdbc.sql("select id, key from profiles where key = any(:keys) and deleted_at is null")
                .param("keys", keys.toArray(String[]::new)).query(row -> {
                    living.put(row.getInt(1), row.getString(2));
                });
        return living;
    }

    private AddressState address(PersonFacts person) {
        return person.addressId() == 0
                ? AddressState.none()
                : addresses.states(List.of(person.addressId())).getOrDefault(person.addressId(), AddressState.none());
    }

    /// The last entry of each partition's primary key.
    private long ledgerSeq() {
        return jdbc.sql("select coalesce(max(seq), 0) from ledger").query(Long.class).single();
    }
}
