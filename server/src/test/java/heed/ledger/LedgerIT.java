package heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

class LedgerIT {

    /// Ids that no real profile of the test server reaches.
    private static final AtomicInteger IDS = new AtomicInteger(1_500_000_000);

    private final LedgerStore ledger = TestServer.bean(LedgerStore.class);
    private final LedgerReadStore entries = TestServer.bean(LedgerReadStore.class);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final TransactionTemplate transaction = TestServer.bean(TransactionTemplate.class);
    private final Instant at = TestServer.bean(Clock.class).instant().truncatedTo(ChronoUnit.MICROS);
    private final int id = IDS.addAndGet(1000);

    @Test
    void manyEntriesGetGrowingSequencesInTheOrderGiven() {
        List<Entry> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(entry(Kind.OPT_OUT).touching(Touched.profile(id + i).andImport(7L)));
        }

        long[] seqs = append(many);

        assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSize(500);
        assertThat(entries.find(seqs[17]).orElseThrow().touched().profileId()).isEqualTo(id + 17);
        assertThat(entries.find(seqs[17]).orElseThrow().touched().importId()).isEqualTo(7);
    }

    @Test
    void whatIsReadIsWhatWasAppended() {
        var proof = JsonNodeFactory.instance.objectNode().put("page", "v3");
        Entry entry = entry(Kind.ADDRESSES_RELEASED).touching(Touched.addresses(RoaringBitmap.bitmapOf(3, 5)))
                .evidence(proof).reason("storm").change(proof, null);

        LedgerEntry read = entries.find(append(List.of(entry))[0]).orElseThrow();

        assertThat(read.at()).isEqualTo(at);
        assertThat(read.kind()).isEqualTo(Kind.ADDRESSES_RELEASED);
        assertThat(read.touched()).isEqualTo(entry.touched());
        assertThat(read.change().toString()).isEqualTo("{\"to\":null,\"from\":{\"page\":\"v3\"}}");
        assertThat(read.evidence().at("/reason").stringValue()).isEqualTo("storm");
        assertThat(read.voidedBy()).isNull();
    }

    @Test
    void entriesOfBatchesAreFoundForEachProfileInThemAndForNobodyElse() {
        long[] seqs = append(List.of(entry(Kind.OPT_OUT).touching(Touched.profile(id)),
                batch(id, id + 2), batch(id + 2, id + 9), entry(Kind.OPT_IN).touching(Touched.profile(id)),
                batch(id + 1, id - 1), batch(id, id + 1)));

        assertThat(seqs(id, 10)).containsExactly(seqs[5], seqs[3], seqs[1], seqs[0]);
        assertThat(seqs(id, 2)).containsExactly(seqs[5], seqs[3]);
        assertThat(seqs(id + 2, 10)).containsExactly(seqs[2], seqs[1]);
        assertThat(seqs(id + 9, 10)).containsExactly(seqs[2]);
    }

    @Test
    void aProfileInManyBatchesIsPagedThroughAll() {
        List<Entry> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(i % 2 == 0 ? batch(id, id + 5) : batch(id - 1, id + 5));
        }
        append(many);

        assertThat(seqs(id, 1000)).hasSize(100);
        assertThat(seqs(id, 70)).hasSize(70);
    }

    @Test
    void thisMonthAndTheNextThreeHavePartitions() {
        YearMonth month = YearMonth.now(TestServer.bean(Clock.class).withZone(ZoneOffset.UTC));

        for (int ahead = 0; ahead <= 3; ahead++) {
            YearMonth one = month.plusMonths(ahead);
            String table = "ledger_%04d_%02d".formatted(one.getYear(), one.getMonthValue());
            assertThat(jdbc.sql("select to_regclass(:table) is not null").param("table", table).query(Boolean.class)
                    .single()).as(table).isTrue();
        }
        assertThat(jdbc.sql("select count(*) from ledger_other").query(Long.class).single()).isZero();
    }

    private long[] append(List<Entry> many) {
        return Objects.requireNonNull(transaction.execute(_ -> ledger.append(many)));
    }

    private List<Long> seqs(int profile, int limit) {
        return entries.page(LedgerFilter.about(Set.of(profile)), Long.MAX_VALUE, limit).stream().map(LedgerEntry::seq)
                .toList();
    }

    private Entry batch(int first, int second) {
        return entry(Kind.PROFILES_IMPORTED).touching(Touched.profiles(RoaringBitmap.bitmapOf(first, second)));
    }

    private Entry entry(Kind kind) {
        return Entry.of(kind, at, Actor.SYSTEM, Source.IMPORT);
    }
}
