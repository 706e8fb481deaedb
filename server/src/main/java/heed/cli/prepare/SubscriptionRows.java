package heed.cli.prepare;

import heed.cli.prepare.table.IntPages;
import heed.cli.prepare.table.LongPages;
import heed.delivery.analysis.SubscriptionSets;
import heed.exchange.BadCellException;
import heed.exchange.CellBytes;
import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import heed.rules.subscription.SubscriptionState;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The subscriptions file, as an import reads it: rows of the delivery's service become events, folded for each
/// profile (semantics §3). Rows of other services are passed over unseen; one that would revive what an earlier row ended
/// is refused, as in an import that may not opt in.
///
/// Kept as columns until all are read, 28 bytes a row, because rows of one profile may stand anywhere.
final class SubscriptionRows {

    private static final int SUBSCRIBE = 0;

    private static final int REQUEST = 1;

    private static final int UNSUBSCRIBE = 2;

    private static final long FOREVER = Long.MAX_VALUE;

    private record Subscription(CellBytes key, SubscriptionEvent event) {}

    private final CellBytes service;

    private final Instant now;

    private final IntPages owners = new IntPages();

    private final IntPages acts = new IntPages();

    private final LongPages moments = new LongPages();

    private final LongPages ends = new LongPages();

    /// By row: the number of the one before of the same profile, counted from 1; 0 for none.
    private final IntPages before = new IntPages();

    /// By profile: the number of its last row, counted from 1; 0 for none.
    private int[] latest = new int[0];

    private final RoaringBitmap ended = new RoaringBitmap();

    SubscriptionRows(String service, Instant now) {
        this.service = CellBytes.of(service);
        this.now = now;
    }

    void read(Population people, InputFile file) {
        latest = new int[people.size() + 1];
        file.forEach(this::reading, row -> {
            int profile = people.profile(row.key);
            if (profile == 0) {
                throw new BadCellException("unknown key");
            }
            if (row.event.act() == SubscriptionEvent.Act.UNSUBSCRIBE) {
                ended.add(profile);
            } else if (ended.contains(profile) && revives(profile, row.event)) {
                throw new BadCellException(
                        "somebody ended this subscription; reviving it needs an import that may opt in "
                                + "and the moment of the consent (at or asOf)");
            }
            add(profile, row.event);
        });
    }

    private void add(int profile, SubscriptionEvent event) {
        owners.add(profile);
        acts.add(actOf(event));
        moments.add(micros(event.at()));
        ends.add(event.until() == null ? FOREVER : micros(event.until()));
        before.add(latest[profile]);
        latest[profile] = owners.size();
    }

    private boolean revives(int profile, SubscriptionEvent event) {
        List<SubscriptionEvent> events = new ArrayList<>();
        for (int row = latest[profile]; row != 0; row = before.get(row - 1)) {
            events.add(event(row - 1));
        }
        SubscriptionState known = SubscriptionState.fold(events, SubscriptionState.CONFIRM_WITHIN);
        events.add(event);
        return known.isRevivedIn(SubscriptionState.fold(events, SubscriptionState.CONFIRM_WITHIN));
    }

    /// Who is in which state at the moment of this analysis.
    SubscriptionSets states(Population people) {
        Map<SubscriptionStatus, RoaringBitmap> sets = new EnumMap<>(SubscriptionStatus.class);
        for (SubscriptionStatus status : SubscriptionStatus.values()) {
            sets.put(status, new RoaringBitmap());
        }
        int[] rows = rowsByOwner(people.size());
        for (int from = 0; from < rows.length;) {
            int owner = owners.get(rows[from]);
            List<SubscriptionEvent> events = new ArrayList<>(2);
            for (; from < rows.length && owners.get(rows[from]) == owner; from++) {
                events.add(event(rows[from]));
            }
            SubscriptionStatus status = SubscriptionState.fold(events, SubscriptionState.CONFIRM_WITHIN).at(now);
            sets.getOrDefault(status, new RoaringBitmap()).add(owner);
        }
        return new SubscriptionSets(set(sets, SubscriptionStatus.ACTIVE), set(sets, SubscriptionStatus.PENDING),
                set(sets, SubscriptionStatus.EXPIRED), set(sets, SubscriptionStatus.ENDED));
    }

    private static RoaringBitmap set(Map<SubscriptionStatus, RoaringBitmap> sets, SubscriptionStatus status) {
        return sets.getOrDefault(status, new RoaringBitmap());
    }

    /// The rows in order of their profiles: a counting sort.
    private int[] rowsByOwner(int people) {
        int[] next = new int[people + 2];
        for (int row = 0; row < owners.size(); row++) {
            next[owners.get(row) + 1]++;
        }
        for (int profile = 1; profile < next.length; profile++) {
            next[profile] += next[profile - 1];
        }
        int[] sorted = new int[owners.size()];
        for (int row = 0; row < sorted.length; row++) {
            sorted[next[owners.get(row)]++] = row;
        }
        return sorted;
    }

    private SubscriptionEvent event(int row) {
        Instant at = instant(moments.get(row));
        Instant until = ends.get(row) == FOREVER ? null : instant(ends.get(row));
        return switch (acts.get(row)) {
            case SUBSCRIBE -> SubscriptionEvent.subscribe(at, until, row + 1L);
            case REQUEST -> SubscriptionEvent.request(at, until, row + 1L);
            default -> SubscriptionEvent.unsubscribe(at, row + 1L);
        };
    }

    private static int actOf(SubscriptionEvent event) {
        return switch (event.act()) {
            case SUBSCRIBE, CONFIRM -> event.pending() ? REQUEST : SUBSCRIBE;
            case UNSUBSCRIBE -> UNSUBSCRIBE;
        };
    }

    private InputFile.Reading<Subscription> reading(Columns columns) throws IOException {
        columns.require("key");
        columns.require("service");
        Column key = columns.column("key");
        Column name = columns.column("service");
        Column action = columns.column("action");
        Column state = columns.column("state");
        Column until = columns.column("until");
        Column at = columns.column("at");
        Column source = columns.column("source");
        return row -> {
            if (!name.requiredIs(service, row)) {
                return null;
            }
            CellBytes person = Cells.key(key, row);
            Told told = told(action.text(row), state.text(row));
            Instant moment = Cells.moment(at, row, now);
            Instant end = Cells.time(until, row).orElse(null);
            SubscriptionEvent event = event(told, moment, end);
            Cells.source(source, row);
            return new Subscription(person, event);
        };
    }

    /// What a row says, before its times are looked at.
    private enum Told {
        ACTIVE, PENDING, EXPIRED, ENDED
    }

    private static Told told(@Nullable String action, @Nullable String state) {
        return switch (action == null ? "subscribe" : action) {
            case "subscribe" -> switch (state == null ? "active" : state) {
                case "active" -> Told.ACTIVE;
                case "pending" -> Told.PENDING;
                case "expired" -> Told.EXPIRED;
                default -> throw new BadCellException("unknown state; active, pending or expired");
            };
            case "unsubscribe" -> Told.ENDED;
            default -> throw new BadCellException("unknown action; subscribe or unsubscribe");
        };
    }

    private SubscriptionEvent event(Told told, Instant at, @Nullable Instant until) {
        return switch (told) {
            case ACTIVE -> SubscriptionEvent.subscribe(at, until, 0);
            case PENDING -> SubscriptionEvent.request(at, until, 0);
            case EXPIRED -> SubscriptionEvent.subscribe(at, past(until == null ? at : until), 0);
            case ENDED -> SubscriptionEvent.unsubscribe(at, 0);
        };
    }

    /// What is expired has an end that is past.
    private Instant past(Instant end) {
        if (end.isAfter(now)) {
            throw new BadCellException("until: is still to come, though the state is expired");
        }
        return end;
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
