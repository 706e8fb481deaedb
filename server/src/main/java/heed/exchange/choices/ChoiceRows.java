package heed.exchange.choices;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import heed.exchange.profiles.ProfileBatchStore;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.exchange.work.SeenLines;
import heed.exchange.work.Tally;
import heed.ledger.Source;
import heed.profile.ChoiceBatch;
import heed.profile.ChoiceRow;
import heed.profile.ProfileCreation;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.quarantine.AddressStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Imports of opt-outs. Each row is a choice of its own, of each person it reaches; an opt-out of an unknown key waits
/// in a profile without addresses for the day the profile is imported.
@Component
class ChoiceRows implements RowKind<OptOutRow> {

    private final ChoiceBatch choices;
    private final ProfileKeyStore keys;
    private final ProfileCreation creation;
    private final ProfileBatchStore profiles;
    private final AddressStore addresses;
    private final OwnerStore owners;
    private final AddressParser parser;

    ChoiceRows(ChoiceBatch choices, ProfileKeyStore keys, ProfileCreation creation, ProfileBatchStore profiles,
            AddressStore addresses, OwnerStore owners, AddressParser parser) {
        this.choices = choices;
        this.keys = keys;
        this.creation = creation;
        this.profiles = profiles;
        this.addresses = addresses;
        this.owners = owners;
        this.parser = parser;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.OPT_OUTS;
    }

    @Override
    public RowParser<OptOutRow> parser(RowReader reader, Import work) throws UnreadableFileException {
        return new OptOutParser(new Columns(reader, OptOutParser.COLUMNS, false), work, parser);
    }

    /// The people a row reaches; who is not there yet goes by the key.
    @Override
    public List<Set<String>> subjects(Import work, List<OptOutRow> rows) {
        Map<Address, List<Integer>> people = owners(rows);
        Map<String, ProfileRef> refs = keys.findAll(keysOf(rows));
        return rows.stream().map(row -> {
            Set<String> about = new LinkedHashSet<>();
            String key = row.key();
            ProfileRef ref = key == null ? null : refs.get(key);
            if (ref != null) {
                about.add("p" + ref.id());
            } else if (key != null) {
                about.add("k" + key);
            }
            people.getOrDefault(row.address(), List.of()).forEach(id -> about.add("p" + id));
            return about;
        }).toList();
    }

    @Override
    public void apply(Import work, List<OptOutRow> rows, SeenLines seen, Tally tally) {
        Map<Address, List<Integer>> people = owners(rows);
        Map<String, ProfileRef> refs = new HashMap<>(keys.findAll(keysOf(rows)));
        List<String> unknown = unknown(rows, refs);
        if (work.options().dryRun()) {
            refs.putAll(provisional(work, unknown, rows, tally));
        } else {
            refs.putAll(create(work, unknown, refs, people, tally));
        }
        List<ChoiceRow> made = new ArrayList<>();
        List<Integer> reached = new ArrayList<>();
        Set<String> yetUnknown = new HashSet<>(unknown);
        for (OptOutRow row : rows) {
            List<Integer> who = who(row, people, refs, yetUnknown);
            if (who.isEmpty()) {
                tally.reject(row.row(), row.key() == null
                        ? "nobody has this address; import it as quarantine to keep it from being used"
                        : "unknown key");
            } else {
                who.forEach(id -> made.add(choice(work, row, id)));
                reached.add(who.size());
            }
        }
        count(reached, made, work.options().dryRun()
                ? choices.tryOut(made)
                : choices.apply(made, work.actor(), work.id()), tally);
    }

    private Map<Address, List<Integer>> owners(List<OptOutRow> rows) {
        Set<Address> named = new LinkedHashSet<>();
        rows.stream().map(OptOutRow::address).filter(Objects::nonNull).forEach(named::add);
        Map<Address, Integer> ids = addresses.find(named);
        Map<Integer, List<Integer>> byId = owners.owners(ids.values());
        Map<Address, List<Integer>> people = new HashMap<>();
        ids.forEach((address, id) -> people.put(address, byId.getOrDefault(id, List.of())));
        return people;
    }

    private static Set<String> keysOf(List<OptOutRow> rows) {
        Set<String> keys = new LinkedHashSet<>();
        rows.stream().map(OptOutRow::key).filter(Objects::nonNull).forEach(keys::add);
        return keys;
    }

    /// The keys that an opt-out of this batch makes known, in the order of the file.
    private static List<String> unknown(List<OptOutRow> rows, Map<String, ProfileRef> refs) {
        Set<String> unknown = new LinkedHashSet<>();
        for (OptOutRow row : rows) {
            String key = row.key();
            if (key != null && !row.optsIn() && !refs.containsKey(key)) {
                unknown.add(key);
            }
        }
        return List.copyOf(unknown);
    }

    /// Makes the unknown ones, locks everybody, and says whom every key reaches.
    private Map<String, ProfileRef> create(Import work, List<String> unknown, Map<String, ProfileRef> refs,
            Map<Address, List<Integer>> people, Tally tally) {
        Map<String, ProfileRef> fresh = Map.of();
        if (!unknown.isEmpty()) {
            profiles.lockCreation();
            Set<String> before = keys.findAll(unknown).keySet();
            fresh = creation.create(unknown, work.actor(), Source.IMPORT, work.id());
            fresh.forEach((key, ref) -> {
                if (!before.contains(key)) {
                    tally.createdProfile(ref.id());
                }
            });
        }
        Set<Integer> ids = new TreeSet<>();
        refs.values().forEach(ref -> ids.add(ref.id()));
        people.values().forEach(ids::addAll);
        keys.lockIds(ids);
        Map<String, ProfileRef> locked = new HashMap<>(keys.lockAll(refs.keySet()));
        locked.putAll(fresh);
        return locked;
    }

    /// In a dry run unknown keys get negative numbers, which nobody has.
    private Map<String, ProfileRef> provisional(Import work, List<String> unknown, List<OptOutRow> rows,
            Tally tally) {
        Map<String, Long> before = unknown.isEmpty() ? Map.of() : profiles.dryKeys(work, unknown);
        Map<String, ProfileRef> refs = new HashMap<>();
        for (String key : unknown) {
            refs.put(key, new ProfileRef(-1 - refs.size(), key, false, false, false, false));
            if (!before.containsKey(key)) {
                tally.created();
                tally.dryKey(key, rows.getFirst().row().line());
            }
        }
        return refs;
    }

    /// Whom a row reaches. An opt-in reaches nobody whom only a later row of the file makes.
    private static List<Integer> who(OptOutRow row, Map<Address, List<Integer>> people,
            Map<String, ProfileRef> refs, Set<String> yetUnknown) {
        Address address = row.address();
        if (address != null) {
            return people.getOrDefault(address, List.of());
        }
        String key = Objects.requireNonNull(row.key());
        if (!row.optsIn()) {
            yetUnknown.remove(key);
        }
        ProfileRef ref = refs.get(key);
        return ref == null || yetUnknown.contains(key) ? List.of() : List.of(ref.id());
    }

    private static ChoiceRow choice(Import work, OptOutRow row, int profileId) {
        return new ChoiceRow(profileId, row.act(), row.at(), row.source(), row.reason(),
                JsonNodeFactory.instance.objectNode().put("import", work.idText()).put("line", row.row().line()));
    }

    private static void count(List<Integer> reached, List<ChoiceRow> made, List<ChoiceBatch.Result> results,
            Tally tally) {
        int next = 0;
        for (int people : reached) {
            boolean changed = false;
            for (int end = next + people; next < end; next++) {
                ChoiceBatch.Result result = results.get(next);
                changed |= result.changed();
                count(result, tally);
                if (made.get(next).profileId() > 0) {
                    tally.member(made.get(next).profileId());
                }
            }
            if (changed) {
                tally.applied();
            } else {
                tally.unchanged();
            }
        }
    }

    private static void count(ChoiceBatch.Result result, Tally tally) {
        result.after().on().stream().filter(which -> !result.before().on().contains(which))
                .forEach(which -> tally.switched(which, true));
        result.before().on().stream().filter(which -> !result.after().on().contains(which))
                .forEach(which -> tally.switched(which, false));
    }
}
