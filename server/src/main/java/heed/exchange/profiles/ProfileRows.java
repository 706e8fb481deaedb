package heed.exchange.profiles;

import heed.exchange.Import;
import heed.exchange.ImportKind;
import heed.exchange.RowFormat;
import heed.exchange.RowReader;
import heed.exchange.UnreadableFileException;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import heed.exchange.work.SeenLines;
import heed.exchange.work.Tally;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.ledger.Touched;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.quarantine.AddressStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Imports of profiles. Rows merge into what is there; the first line of a key wins; a row that changes nothing
/// writes nothing and draws no id.
@Component
class ProfileRows implements RowKind<ProfileRow> {

    private final ProfileBatchStore store;
    private final AddressStore addressStore;
    private final AddressParser addressParser;
    private final LedgerStore ledger;

    ProfileRows(ProfileBatchStore store, AddressStore addressStore, AddressParser addressParser, LedgerStore ledger) {
        this.store = store;
        this.addressStore = addressStore;
        this.addressParser = addressParser;
        this.ledger = ledger;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.PROFILES;
    }

    @Override
    public RowParser<ProfileRow> parser(RowReader reader, Import work) throws UnreadableFileException {
        Columns columns = new Columns(reader, ProfileParser.known(), true);
        if (work.options().format() == RowFormat.CSV && !columns.has("key")) {
            throw new UnreadableFileException("line 1: column key is missing");
        }
        return new ProfileParser(columns, addressParser, work.options().emptyClears());
    }

    /// Nothing: only the first row of a key counts, and a dry run remembers the keys it would make.
    @Override
    public List<Set<String>> subjects(Import work, List<ProfileRow> rows) {
        return List.of();
    }

    @Override
    public void apply(Import work, List<ProfileRow> rows, SeenLines seen, Tally tally) {
        Map<String, ProfileRow> first = firstOfEachKey(rows, tally);
        store.lockCreation();
        Map<String, ExistingProfile> existing = store.lock(first.keySet());
        Map<String, Long> dry = work.options().dryRun() ? store.dryKeys(work, first.keySet()) : Map.of();
        List<ProfileRow> fresh = new ArrayList<>();
        List<ProfileRow> known = new ArrayList<>();
        for (ProfileRow row : first.values()) {
            ExistingProfile profile = existing.get(row.key());
            Long line = profile == null ? dry.get(row.key()) : lineOf(seen, profile);
            if (line != null) {
                tally.reject(row.row(), "same key as line " + line);
            } else if (profile != null && profile.mergedInto() != null) {
                tally.reject(row.row(), "merged into " + profile.mergedInto());
            } else {
                (profile == null ? fresh : known).add(row);
            }
        }
        Merging merging = new Merging(addressIds(work, fresh, known));
        List<ProfileChange> changes = changes(known, existing, merging, tally);
        if (work.options().dryRun()) {
            rehearse(fresh, tally);
        } else {
            write(work, fresh, changes, merging, tally);
        }
    }

    private static Map<String, ProfileRow> firstOfEachKey(List<ProfileRow> rows, Tally tally) {
        Map<String, ProfileRow> first = LinkedHashMap.newLinkedHashMap(rows.size());
        for (ProfileRow row : rows) {
            ProfileRow before = first.putIfAbsent(row.key(), row);
            if (before != null) {
                tally.reject(row.row(), "same key as line " + before.row().line());
            }
        }
        return first;
    }

    private static @Nullable Long lineOf(SeenLines seen, ExistingProfile profile) {
        int line = seen.lineOf(profile.id());
        return line == 0 ? null : Long.valueOf(line);
    }

    private Map<Address, Integer> addressIds(Import work, List<ProfileRow> fresh, List<ProfileRow> known) {
        List<Address> addresses = new ArrayList<>();
        for (List<ProfileRow> rows : List.of(known, fresh)) {
            for (ProfileRow row : rows) {
                row.addresses().stream().map(ProfileRow.Place::address).filter(Objects::nonNull)
                        .forEach(addresses::add);
            }
        }
        return new HashMap<>(work.options().dryRun() ? addressStore.find(addresses) : addressStore.resolve(addresses));
    }

    private static List<ProfileChange> changes(List<ProfileRow> known, Map<String, ExistingProfile> existing,
            Merging merging, Tally tally) {
        List<ProfileChange> changes = new ArrayList<>();
        for (ProfileRow row : known) {
            ExistingProfile before = Objects.requireNonNull(existing.get(row.key()));
            ProfileChange change = merging.change(before, row);
            tally.first(before.id(), row.row().line());
            if (change.isChange()) {
                changes.add(change);
                tally.applied();
            } else {
                tally.unchanged();
            }
        }
        return changes;
    }

    private static void rehearse(List<ProfileRow> fresh, Tally tally) {
        for (ProfileRow row : fresh) {
            tally.created();
            tally.applied();
            tally.dryKey(row.key(), row.row().line());
        }
    }

    private void write(Import work, List<ProfileRow> fresh, List<ProfileChange> changes, Merging merging,
            Tally tally) {
        if (fresh.isEmpty() && changes.isEmpty()) {
            return;
        }
        int[] ids = store.drawIds(fresh.size());
        RoaringBitmap touched = RoaringBitmap.bitmapOf(ids);
        changes.forEach(change -> touched.add(change.before().id()));
        long seq = ledger.append(Entry.of(Kind.PROFILES_IMPORTED, work.acceptedAt(), work.actor(), Source.IMPORT)
                .touching(Touched.profiles(touched).andImport(work.id())).evidence(evidence(work))
                .reason(work.options().reason()));
        store.insert(ids, fresh, merging, seq);
        store.update(work, changes, seq);
        for (int i = 0; i < ids.length; i++) {
            tally.createdProfile(ids[i]);
            tally.first(ids[i], fresh.get(i).row().line());
            tally.applied();
        }
    }

    private static ObjectNode evidence(Import work) {
        return JsonNodeFactory.instance.objectNode().put("import", work.idText()).put("sha256", work.sha256());
    }
}
