package heed.delivery.handoff;

import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.handoff.HandOff.Batch;
import heed.delivery.handoff.HandOff.Work;
import heed.delivery.handoff.HandOffStore.Chunk;
import heed.delivery.recipient.RecipientLinks;
import heed.delivery.recipient.RecipientStore.Recipient;
import heed.delivery.recipient.RecipientWriter;
import heed.ledger.Actor;
import heed.web.Claim;
import heed.web.Idempotency;
import heed.web.OwnIdempotency;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Handing off: a chunk of the target as NDJSON, and the list of chunks.
///
/// What has been written was committed before. A stream that breaks off is asked for again with `?again=<chunk>`; what
/// it had not come to stays for the next chunk.
@RestController
@RequestMapping("/api/v1/deliveries/{id}")
class HandOffApi {
    private static final int BATCH = 5000;
    private static final byte[] NO_BODY = new byte[0];
    private static final UUID LAST = new UUID(-1, -1);
    private static final Instant LATE = Instant.parse("9999-01-01T00:00:00Z");

    private final Deliveries deliveries;
    private final HandOff handOff;
    private final HandOffStore store;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final RecipientLinks.Maker links;
    /// Chunks at work in this server: to repeat one of them would miss those it comes to later.
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    HandOffApi(Deliveries deliveries, HandOff handOff, HandOffStore store, Idempotency idempotency,
            TransactionTemplate transaction, JsonMapper json, RecipientLinks.Maker links) {
        this.deliveries = deliveries;
        this.handOff = handOff;
        this.store = store;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.json = json;
        this.links = links;
    }

    /// A chunk as it is listed.
    record Listed(UUID chunk, Instant at, int handedOff, int lateExcluded) {}

    /// Where a page begins: after this chunk, made then.
    private record Place(Instant at, UUID chunk) {

        static final Place FIRST = new Place(LATE, LAST);

        static Place of(List<String> key) {
            Instant at = Instant.parse(key.getFirst());
            if (at.isAfter(LATE) || at.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("no chunk is of " + at);
            }
            return new Place(at, UUID.fromString(key.getLast()));
        }
    }

    /// Newest first.
    @GetMapping("/hand-offs")
    Page<Listed> list(@PathVariable long id, @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        deliveries.get(id);
        Paging paging = Paging.of(limit, cursor, "hand-offs", id);
        Place after = paging.after(Place.FIRST, Place::of);
        List<Chunk> rows = store.page(id, after.at(), after.chunk(), paging.fetch());
        Page<Chunk> page = paging.page(rows, chunk -> List.of(chunk.at(), chunk.id()));
        return new Page<>(page.items().stream()
                .map(chunk -> new Listed(chunk.id(), chunk.at(), chunk.handedOff(), chunk.lateExcluded())).toList(),
                page.nextCursor());
    }

    /// The next chunk, or one that never arrived again: those of it who may still be contacted, others count as late
    /// excluded.
    @PostMapping("/hand-off")
    @OwnIdempotency
    void handOff(@PathVariable long id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable UUID again,
            HttpServletRequest request, HttpServletResponse response, Principal caller) throws IOException {
        if (limit != null && limit < 1) {
            throw Problem.badRequest("limit", "must be at least 1");
        }
        if (again != null) {
            repeat(id, again, response);
            return;
        }
        UUID chunk = UUID.randomUUID();
        running.add(chunk);
        try {
            Begun begun = begin(id, chunk, request, response, Actor.of(caller));
            if (begun.work() == null) {
                repeat(id, begun.chunk(), response);
            } else {
                run(begun.work(), limit == null ? Integer.MAX_VALUE : limit, response);
            }
        } finally {
            running.remove(chunk);
        }
    }

    /// What a request began, or found: then there is no work.
    private record Begun(UUID chunk, @Nullable Work work) {}

    private Begun begin(long id, UUID chunk, HttpServletRequest request, HttpServletResponse response, Actor actor) {
        return transaction.execute(_ -> switch (idempotency.claim(request, NO_BODY)) {
            case Claim.Repeat repeat -> {
                repeat.mark(response);
                yield new Begun(UUID.fromString(repeat.reference()), null);
            }
            case Claim.Fresh fresh -> {
                fresh.remember(chunk.toString());
                yield new Begun(chunk, handOff.begin(id, chunk, actor));
            }
        });
    }

    private void run(Work work, int limit, HttpServletResponse response) throws IOException {
        RecipientWriter out = open(response, work.id(), links.of(work.delivery(), work.plan()));
        int handedOff = 0;
        int lateExcluded = 0;
        Batch batch;
        do {
            int most = Math.min(BATCH, limit - handedOff);
            batch = Objects.requireNonNull(transaction.execute(_ -> handOff.next(work, most)));
            handedOff += batch.handedOff();
            lateExcluded += batch.lateExcluded();
            out.json(store.recipients(work.id(), work.plan().channel(), batch.after(), BATCH));
        } while (batch.remaining() > 0 && handedOff < limit);
        close(out, handedOff, lateExcluded, batch.remaining());
    }

    private void repeat(long id, UUID chunk, HttpServletResponse response) throws IOException {
        if (running.contains(chunk)) {
            throw Problem.conflict("this chunk is still being handed off; ask again when it has ended");
        }
        Delivery delivery = deliveries.get(id);
        Chunk found = store.find(id, chunk)
                .orElseThrow(() -> Problem.notFound("no chunk of this delivery has this id"));
        RecipientWriter out = open(response, chunk, links.of(id, delivery.plan()));
        int after = 0;
        int written = 0;
        List<Recipient> recipients;
        do {
            recipients = store.recipients(chunk, delivery.plan().channel(), after, BATCH);
            List<Recipient> still = stillContactable(delivery, chunk, recipients);
            out.json(still);
            written += still.size();
            after = recipients.isEmpty() ? after : recipients.getLast().id();
        } while (recipients.size() == BATCH);
        close(out, written, found.lateExcluded() + found.handedOff() - written, found.remaining());
    }

    private List<Recipient> stillContactable(Delivery delivery, UUID chunk, List<Recipient> recipients) {
        int[] ids = recipients.stream().mapToInt(Recipient::id).toArray();
        Set<Integer> still = handOff.stillContactable(delivery.plan(), chunk, ids);
        return recipients.stream().filter(recipient -> still.contains(recipient.id())).toList();
    }

    private RecipientWriter open(HttpServletResponse response, UUID chunk, RecipientLinks personal)
            throws IOException {
        response.setContentType(RecipientWriter.NDJSON);
        RecipientWriter out = new RecipientWriter(response.getOutputStream(), json, personal);
        out.line(Map.of("chunk", chunk.toString()));
        return out;
    }

    private static void close(RecipientWriter out, int handedOff, int lateExcluded, long remaining)
            throws IOException {
        out.line(new TreeMap<>(Map.of("handedOff", handedOff, "lateExcluded", lateExcluded, "remaining", remaining)));
        out.flush();
    }
}
