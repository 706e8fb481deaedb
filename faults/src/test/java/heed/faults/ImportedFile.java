package heed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import heed.faults.Population.People;
import heed.faults.Wire.Ask;
import heed.faults.Wire.Reply;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import tools.jackson.databind.JsonNode;

/// A file, of profiles in one round and of opt-outs in the next; every hundredth row is bad.
record ImportedFile(ChildServer server, Population population) implements Scenario {

    private static final int BAD = 100;

    @Override
    public String name() {
        return "an import";
    }

    @Override
    public void round(Killing killing, int round, Report report) {
        boolean people = killing.endsHeed() == (round % 2 == 0);
        if (!killing.isShared() || people) {
            profiles(killing, 2 * round, report);
        }
        if (!killing.isShared() || !people) {
            optOuts(killing, 2 * round + 1, report);
        }
    }

    private void profiles(Killing killing, int round, Report report) {
        int rows = Faults.of(10_000, 40_000);
        String prefix = population.prefix();
        JsonNode done = upload(killing, round, report, "profiles", rows, "key,email",
                i -> i % BAD == 0 ? prefix + "-" + i + ",no address\n" : Population.row(prefix, i));

        int good = good(done, rows);
        assertThat(done.path("created").asLong()).isEqualTo(good);
        assertThat(population.number("""
                select count(*) from profiles where key >= :prefix || '-' and key < :prefix || '.'
                """, prefix)).isEqualTo(good);
        assertThat(population.number("""
                select count(*) from profile_addresses a join profiles p on p.id = a.profile_id
                where key >= :prefix || '-' and key < :prefix || '.'
                """, prefix)).isEqualTo(good);
        assertThat(appliedInLedger(done.path("id").asString())).isEqualTo(good);
    }

    private void optOuts(Killing killing, int round, Report report) {
        int rows = Faults.of(5_000, 20_000);
        People people = population.add(rows);
        JsonNode done = upload(killing, round, report, "opt_outs", rows, "key,channel",
                i -> people.prefix() + "-" + i + (i % BAD == 0 ? ",no channel\n" : ",email\n"));

        int good = good(done, rows);
        people.keys().stream().filter(key -> !key.endsWith("00") && !key.endsWith("-0"))
                .forEach(population::acknowledge);
        for (String table : List.of("choices", "opt_outs")) {
            assertThat(population.number("select count(*) from " + table + """
                     c join profiles p on p.id = c.profile_id where key >= :prefix || '-' and key < :prefix || '.'
                    """, people.prefix())).as(table).isEqualTo(good);
        }
        assertThat(population.repeated(people.prefix())).isZero();
        assertThat(population.number("""
                select count(*) from profiles p join ledger l on l.profile_id = p.id
                where l.kind = 'opt_out' and p.key >= :prefix || '-' and p.key < :prefix || '.'
                """, people.prefix())).isEqualTo(good);
    }

    /// Uploads it, has somebody killed in its middle, and waits for its end.
    private JsonNode upload(Killing killing, int round, Report report, String kind, int rows, String header,
            IntFunction<String> row) {
        String file = IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("", header + "\n", ""));
        killing.begin();
        String id = server.wire().untilAnswered(Ask.csv("/imports?kind=" + kind, file)).orFail().json().path("id")
                .asString();
        double seconds = killing.during(round, () -> read(id), rows);
        JsonNode done = population.end(id);
        report.round(1, 0, 0, seconds);
        return done;
    }

    private long read(String id) {
        Reply reply = server.wire().get("/imports/" + id);
        return reply.good() && reply.json().path("state").asString().equals("running")
                ? reply.json().path("read").asLong()
                : Long.MAX_VALUE;
    }

    private int good(JsonNode done, int rows) {
        int good = rows - rows / BAD;
        assertThat(done.path("read").asLong()).isEqualTo(rows);
        assertThat(done.path("applied").asLong()).as(done.toString()).isEqualTo(good);
        assertThat(done.path("unchanged").asLong()).isZero();
        assertThat(done.path("rejected").asLong()).isEqualTo(rows / BAD);
        List<String> errors = server.wire().get("/imports/" + done.path("id").asString() + "/errors").orFail().text()
                .lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
        assertThat(errors).containsExactlyElementsOf(
                IntStream.range(0, rows / BAD).mapToObj(i -> Integer.toString(2 + i * BAD)).toList());
        return good;
    }

    /// Profiles in the entries of its batches; each is in one.
    private long appliedInLedger(String id) {
        RoaringBitmap all = new RoaringBitmap();
        long sum = 0;
        for (byte[] bytes : List.copyOf(population.database().sql("""
                select profile_ids from ledger
                where kind = 'profiles_imported' and import_id = :id""").param("id", Long.parseLong(id))
                .query((row, _) -> row.getBytes(1)).list())) {
            RoaringBitmap batch = new ImmutableRoaringBitmap(ByteBuffer.wrap(bytes)).toRoaringBitmap();
            sum += batch.getLongCardinality();
            all.or(batch);
        }
        assertThat(all.getLongCardinality()).as("in one batch each").isEqualTo(sum);
        return sum;
    }
}
