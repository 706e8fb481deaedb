package heed.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Deliveries in the timeline of a person.
class PersonTimelineIT {
    private static final int MORE_THAN_HALF_A_PAGE = 28;
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    private static final Pattern ROW = Pattern.compile("href=\"/((?:ledger|deliveries)/[0-9]+)\"");

    private final Api api = TestServer.api();
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final People people = new People();
    private final Console console = Console.as(Role.VIEWER);
    private final String label = TestServer.unique("Spring sale");

    @Test
    void whatLeftAndWhatWasWithheldStandsInTheTimelineWithItsAddressOrItsCauses() {
        people.add("p0", "p0").add("p1", "p1");
        String id = api.post("/deliveries").json("""
                {"label":"%s","channel":"email","audience":{"type":"profiles","keys":%s}}""".formatted(label,
                people.keysJson())).send().expect(201).at("/id").asString();
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        people.optOut("p1", 1).optOut("p1", 0);
        api.post("/deliveries/" + id + "/hand-off").send().expect(200);

        assertThat(timeline(people.key("p0"), "")).contains("href=\"/deliveries/" + id + "\"", label, "Handed off",
                "p0@", "/quarantine/").doesNotContain("??", "Left out just before leaving");
        assertThat(timeline(people.key("p1"), "")).contains("href=\"/deliveries/" + id + "\"", label,
                "Left out just before leaving", "Opted out of everything", "Opted out of the channel",
                "phase=hand_off").doesNotContain("??", "Handed off", "p1@");
    }

    @Test
    void entriesAndDeliveriesComeByTurnsAndEachOnceWhateverThePage() {
        people.add("p", "p").add("other", "other");
        List<String> oldestFirst = new ArrayList<>(entries("p"));
        for (int i = 0; i < MORE_THAN_HALF_A_PAGE; i++) {
            oldestFirst.add("deliveries/" + left("p"));
            people.optOut("p", 2);
            oldestFirst.add(entries("p").getFirst());
        }

        String first = timeline(people.key("p"), "");
        List<String> shown = rows(first);
        Matcher next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        String second = timeline(people.key("p"), next.group(1).replaceFirst(".*\\?", "?").replace("&amp;", "&"));
        shown.addAll(rows(second));

        Collections.reverse(oldestFirst);
        assertThat(shown).containsExactlyElementsOf(oldestFirst);
        assertThat(NEXT.matcher(second).find()).isFalse();
        console.get("/profiles/" + people.key("p") + "?cursor=AQ").expect(400);
    }

    @Test
    void whatLeftForAProfileThatWasMergedIsOfTheOneThatStays() {
        people.add("stays", "stays").add("ends", "ends");
        long delivery = left("ends");

        api.post("/profiles/" + people.key("ends") + "/merge").json(Map.of("into", people.key("stays"))).send()
                .expect(200);

        assertThat(rows(timeline(people.key("stays"), ""))).contains("deliveries/" + delivery);
    }

    private String timeline(String key, String query) {
        String page = console.get("/profiles/" + key + query).expect(200).text();
        return page.substring(page.indexOf("id=\"timeline\""));
    }

    private static List<String> rows(String timeline) {
        return new ArrayList<>(
                ROW.matcher(timeline).results().map((MatchResult row) -> String.valueOf(row.group(1))).toList());
    }

    /// Newest first.
    private List<String> entries(String name) {
        List<String> entries = new ArrayList<>();
        api.get("/profiles/" + people.key(name) + "/history?limit=1000").send().expect(200).at("/items")
                .forEach(entry -> entries.add("ledger/" + entry.path("seq").asLong()));
        return entries;
    }

    /// A delivery that was handed off for nobody else.
    private long left(String name) {
        return jdbc.sql("""
                with made as (
                    insert into deliveries (label, channel, typology, audience, state)
                    values (:label, 1, 'marketing', '{"type":"all"}', 'done') returning id
                ), chunk as (
                    insert into hand_off_chunks (id, delivery_id, handed_off, late_excluded, remaining)
                    select gen_random_uuid(), id, 1, 0, 0 from made returning id, delivery_id
                )
                insert into hand_offs (delivery_id, profile_id, address_id, chunk_id)
                select c.delivery_id, a.profile_id, a.address_id, c.id
                from chunk c join profile_addresses a on a.profile_id = :profile returning delivery_id
                """).param("label", label).param("profile", people.id(name)).query(Long.class).single();
    }
}
