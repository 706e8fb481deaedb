package heed.rules.population;

import heed.rules.Cause;
import heed.rules.Decision;
import heed.rules.Eligibility;
import heed.rules.ExclusionRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The answer to a delivery, worked out one person at a time (semantics §4). Slow and plain on purpose.
///
/// @param target the ids of who is contacted, ascending
/// @param excluded the others by id, each with all causes in order of precedence
public record PlainAnalysis(List<Integer> target, SortedMap<Integer, List<Cause>> excluded) {

    /// Judges an audience. Duplicates are decided after the walk, in the order of ids: the first whom no other rule
    /// excludes keeps the address.
    public static PlainAnalysis of(Population population, Question question, Collection<Person> audience) {
        List<Integer> target = new ArrayList<>();
        SortedMap<Integer, List<Cause>> excluded = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (Person person : audience.stream().sorted(Comparator.comparingInt(Person::id)).toList()) {
            switch (Eligibility.decide(question.typology(), population.facts(person, question))) {
                case Decision.Excluded(List<Cause> causes) -> excluded.put(person.id(), causes);
                case Decision.Targeted() -> {
                    String address = person.first(question.channel()).orElseThrow();
                    if (taken.add(address) || !question.typology().has(ExclusionRule.DUPLICATE)) {
                        target.add(person.id());
                    } else {
                        excluded.put(person.id(), List.of(Cause.of(ExclusionRule.DUPLICATE)));
                    }
                }
            }
        }
        return new PlainAnalysis(target, excluded);
    }

    /// How many have this cause first.
    public long deciding(Cause cause) {
        return excluded.values().stream().filter(causes -> causes.getFirst().equals(cause)).count();
    }

    /// How many have this cause among theirs.
    public long matching(Cause cause) {
        return excluded.values().stream().filter(causes -> causes.contains(cause)).count();
    }

    /// How many have this cause and no other.
    public long only(Cause cause) {
        return excluded.values().stream().filter(causes -> causes.equals(List.of(cause))).count();
    }
}
