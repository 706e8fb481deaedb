package heed.exchange.work;

import heed.exchange.BadRow;
import heed.exchange.Row;
import heed.rules.optout.Switch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// What became of the rows of one batch. Filled while it is applied; not for several threads.
public final class Tally {

    private final List<BadRow> rejected = new ArrayList<>();
    private final Map<Switch, long[]> switches = new EnumMap<>(Switch.class);
    private final RoaringBitmap members = new RoaringBitmap();
    private final RoaringBitmap createdIds = new RoaringBitmap();
    private final Map<String, Long> dryKeys = new LinkedHashMap<>();
    private final List<Integer> ids = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private long created;
    private long applied;
    private long unchanged;

    /// A row that is not used.
    public void reject(Row row, String reason) {
        rejected.add(new BadRow(row.line(), reason, row.raw()));
    }

    /// A piece of the file that is no row.
    public void reject(BadRow row) {
        rejected.add(row);
    }

    /// A row made or changed something.
    public void applied() {
        applied++;
    }

    /// A row said what was so already.
    public void unchanged() {
        unchanged++;
    }

    /// A profile or an address was made.
    public void created() {
        created++;
    }

    /// A profile was made: it goes when the import is undone, unless somebody touched it.
    public void createdProfile(int id) {
        created++;
        createdIds.add(id);
    }

    /// A row applied to this profile, or found it unchanged.
    public void member(int id) {
        members.add(id);
    }

    /// The row of this line is the one for the profile; later ones of the same key are rejected.
    public void first(int id, long line) {
        ids.add(id);
        lines.add(Math.toIntExact(line));
        members.add(id);
    }

    /// A dry run would make a profile of this key.
    public void dryKey(String key, long line) {
        dryKeys.put(key, line);
    }

    /// A switch went on or off.
    public void switched(Switch which, boolean on) {
        switches.computeIfAbsent(which, _ -> new long[2])[on ? 0 : 1]++;
    }

    /// Adds what rows come to after others.
    ///
    /// @param before what the others come to alone
    /// @param after what all of them come to
    /// @param firstLine the line of the first of the rows
    void addDifference(Tally before, Tally after, long firstLine) {
        after.rejected.stream().filter(row -> row.line() >= firstLine).forEach(rejected::add);
        after.switches.forEach((which, onOff) -> {
            long[] was = before.switches.getOrDefault(which, new long[2]);
            long[] sum = switches.computeIfAbsent(which, _ -> new long[2]);
            sum[0] += onOff[0] - was[0];
            sum[1] += onOff[1] - was[1];
        });
        created += after.created - before.created;
        applied += after.applied - before.applied;
        unchanged += after.unchanged - before.unchanged;
        members.or(after.members);
        dryKeys.putAll(after.dryKeys);
    }

    List<BadRow> rejectedRows() {
        return rejected;
    }

    long createdCount() {
        return created;
    }

    long appliedCount() {
        return applied;
    }

    long unchangedCount() {
        return unchanged;
    }

    Map<Switch, long[]> switches() {
        return switches;
    }

    RoaringBitmap createdIds() {
        return createdIds;
    }

    Map<String, Long> dryKeys() {
        return dryKeys;
    }

    /// Members in the order of the file where the order counts, else in order of id.
    int[] memberIds() {
        return ids.isEmpty() ? members.toArray() : ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The lines of [#memberIds]; empty where the order does not count.
    int[] memberLines() {
        return lines.stream().mapToInt(Integer::intValue).toArray();
    }
}
