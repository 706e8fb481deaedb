package heed.exchange.subscribers;

import heed.exchange.BadCellException;
import heed.exchange.Import;
import heed.exchange.Row;
import heed.exchange.UnreadableFileException;
import heed.exchange.subscribers.SubscriberRow.State;
import heed.exchange.work.Cells;
import heed.exchange.work.Columns;
import heed.exchange.work.RowKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes sense of the rows of a subscriptions file.
final class SubscriberParser implements RowKind.RowParser<SubscriberRow> {

    static final List<String> COLUMNS = List.of("key", "service", "action", "state", "until", "at", "source");

    private final Columns columns;
    private final Cells cells;
    private final Import work;

    SubscriberParser(Columns columns, Import work) throws UnreadableFileException {
        this.columns = columns;
        this.cells = new Cells(columns, work);
        this.work = work;
        cells.require("key");
        cells.require("service");
    }

    @Override
    public SubscriberRow parse(Row row) throws UnreadableFileException {
        columns.check();
        String key = cells.key(row);
        if (key == null) {
            throw new BadCellException("key is empty");
        }
        State state = state(row);
        Instant at = at(row, state);
        Instant until = cells.time(row, "until").orElse(null);
        return new SubscriberRow(row, key, columns.required(row, "service"), state, until(state, until, at), at,
                cells.source(row));
    }

    private @Nullable State state(Row row) {
        String state = Optional.ofNullable(columns.text(row, "state")).orElse("active");
        String action = Optional.ofNullable(columns.text(row, "action")).orElse("subscribe");
        return switch (action) {
            case "subscribe" -> switch (state) {
                case "active" -> State.ACTIVE;
                case "pending" -> State.PENDING;
                case "expired" -> State.EXPIRED;
                default -> throw new BadCellException("unknown state; active, pending or expired");
            };
            case "unsubscribe" -> null;
            default -> throw new BadCellException("unknown action; subscribe or unsubscribe");
        };
    }

    /// An unsubscribe counts from when the import was accepted; a subscribe never later than the file was made.
    private Instant at(Row row, @Nullable State state) {
        Instant asOf = work.options().asOf();
        Instant usual = state == null || asOf == null ? work.acceptedAt() : asOf;
        return cells.at(row).orElse(usual);
    }

    /// What is expired has an end that is past.
    private @Nullable Instant until(@Nullable State state, @Nullable Instant until, Instant at) {
        if (state != State.EXPIRED) {
            return until;
        }
        Instant end = until == null ? at : until;
        if (end.isAfter(work.acceptedAt())) {
            throw new BadCellException("until: is still to come, though the state is expired");
        }
        return end;
    }
}
