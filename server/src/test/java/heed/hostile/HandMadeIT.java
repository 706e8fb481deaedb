package heed.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Call;
import heed.testing.TestServer;
import heed.web.Page;
import heed.web.Paging;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Cursors and idempotency keys that no server gave, and bodies that are not what they say.
class HandMadeIT {

    private static final List<String> KEYS = List.of("", "x", "-1", "0x1", "1e9", " 1", "9223372036854775808", "null",
            "2147483648", "9223372036854775807", "-9223372036854775808", "+999999999-12-31T23:59:59Z",
            "2026-01-31T12:00:00Z", "'; drop table profiles; --", "k".repeat(10_000), "\ud83d\ude00", "\u0001");

    private final Api api = TestServer.api();
    private final World world = World.fresh(api);

    /// A list as the API names it, with what its cursors are bound to.
    private record Listing(String path, String name, List<@Nullable Object> filters) {

        String cursor(List<String> sortKey) {
            Page<Integer> page = Paging.of(1, null, name, filters.toArray()).page(List.of(1, 2), _ -> sortKey);
            return Objects.requireNonNull(page.nextCursor());
        }
    }

    private static Listing listing(String path, String name, @Nullable Object... filters) {
        return new Listing(path, name, Arrays.asList(filters));
    }

    private List<Listing> listings() {
        long delivery = Long.parseLong(world.names().getOrDefault("delivery", ""));
        String key = world.names().getOrDefault("key", "");
        String service = world.names().getOrDefault("service", "");
        int serviceId = TestServer.bean(JdbcClient.class).sql("select id from services where name = :name")
                .param("name", service).query(Integer.class).single();
        return List.of(listing("/api-keys", "api-keys"), listing("/deliveries", "deliveries"),
                listing("/deliveries/" + delivery + "/exclusions", "exclusions", delivery, null, null, null, null,
                        null),
                listing("/deliveries/" + delivery + "/hand-offs", "hand-offs", delivery),
                listing("/profiles/" + key + "/history", "history", key),
                listing("/reports/still-contactable?channel=email", "still-contactable by opt-out", "email"),
                listing("/profiles", "profiles", null, null), listing("/imports", "imports"),
                listing("/ledger", "ledger", null, null, null, null, null, null),
                listing("/excluded-domains", "excluded-domains"),
                listing("/quarantine", "quarantine", null, null, null, null, null),
                listing("/services", "services"),
                listing("/services/" + service + "/subscriptions", "subscriptions", serviceId, null),
                listing("/services/" + service + "/history", "service-history", service));
    }

    @Test
    void aCursorWithTheRightCheckAndAnySortKeyIsReadOrRefused() {
        List<String> wrong = new ArrayList<>();
        for (Listing listing : listings()) {
            String good = listing.name().equals("hand-offs")
                    ? listing.cursor(List.of("2026-01-31T12:00:00Z", "00000000-0000-0000-0000-000000000001"))
                    : listing.cursor(List.of("1"));
            assertThat(ask(listing, good).status()).as(listing.path()).isEqualTo(200);
            for (String key : KEYS) {
                for (List<String> sortKey : List.of(List.of(key), List.of(key, key), List.of("1", key))) {
                    Answer answer = ask(listing, listing.cursor(sortKey));
                    if (answer.status() != 200 && answer.status() != 400) {
                        wrong.add(sortKey + ": " + answer);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void aCursorThatWasAlteredOrIsOfAnotherListIsRefused() {
        List<Listing> listings = listings();
        for (Listing listing : listings) {
            byte[] bytes = Base64.getUrlDecoder().decode(listing.cursor(List.of("1")));
            for (int i = 0; i < bytes.length; i++) {
                byte[] altered = bytes.clone();
                altered[i] ^= 1;
                ask(listing, Base64.getUrlEncoder().withoutPadding().encodeToString(altered)).expect(400);
            }
            for (Listing other : listings) {
                if (!other.equals(listing)) {
                    ask(listing, other.cursor(List.of("1"))).expect(400);
                }
            }
            for (String none : List.of("", "A", "AQ", "!", "A".repeat(5000), "AQ==", "%00")) {
                api.get(listing.path() + (listing.path().contains("?") ? "&" : "?") + "cursor=" + none).send()
                        .expect(400);
            }
        }
    }

    @Test
    void filtersThatReadTheSameInARowAreStillOthers() {
        String cursor = listing("", "quarantine", "a, b", "c", null).cursor(List.of("1"));

        for (Object[] others : List.of(new Object[]{"a", "b, c", null}, new Object[]{"a, b", "c", "null"},
                new Object[]{"a, b", "c"}, new Object[]{"a, b", "c", ""})) {
            assertThat(listing("", "quarantine", others).cursor(List.of("1"))).as(Arrays.toString(others))
                    .isNotEqualTo(cursor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "é", "a\tb", "\u0001", "😀"})
    void anIdempotencyKeyThatIsNoneIsRefused(String key) {
        Wire.Reply reply = new Wire(TestServer.url()).send(("POST /api/v1/eligibility HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer " + TestServer.ADMIN_KEY + "\r\nIdempotency-Key: " + key
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
                .getBytes(UTF_8));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(Verdict.refusal(reply, true, "")).isEmpty();
    }

    @Test
    void anIdempotencyKeyIsBoundToItsRequestAndItsApiKey() {
        String longest = (TestServer.unique("k") + "x".repeat(255)).substring(0, 255);
        Map<String, Object> body = Map.of("channel", "email", "profiles", List.of("nobody"));
        api.post("/eligibility").json(body).idempotencyKey(longest + "x").send().expect(400);
        api.post("/eligibility").json(body).idempotencyKey(longest).send().expect(200);

        api.post("/eligibility").json(Map.of("channel", "sms", "profiles", List.of())).idempotencyKey(longest).send()
                .expect(422);
        api.post("/quarantine/sweep").idempotencyKey(longest).send().expect(422);
        api.post("/imports?kind=profiles").idempotencyKey(longest).body("key\n", "text/csv").send().expect(422);
        Api other = api.as(api.post("/api-keys").json("{\"label\":\"o\",\"scopes\":[\"read\"]}").send().at("/key")
                .asString());
        Answer theirs = other.post("/eligibility").json(body).idempotencyKey(longest).send().expect(200);
        assertThat(theirs.header("Idempotency-Replayed")).isNull();
        other.post("/quarantine/sweep").idempotencyKey(longest).send().expect(403);
        api.as("no-key").post("/eligibility").json(body).idempotencyKey(longest).send().expect(401);
    }

    @Test
    void whatIsPackedIsNotUnpacked() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bomb)) {
            byte[] spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            for (int i = 0; i < 256; i++) {
                packed.write(spaces);
            }
        }

        Call call = api.post("/eligibility").body(bomb.toByteArray(), "application/json");

        assertThat(call.header("Content-Encoding", "gzip").send().expect(415).at("/detail").asString())
                .contains("Content-Encoding");
        assertThat(call.idempotencyKey(TestServer.unique("bomb")).send().status()).isEqualTo(415);
    }

    private Answer ask(Listing listing, String cursor) {
        return api.get(listing.path() + (listing.path().contains("?") ? "&" : "?") + "cursor=" + cursor).send();
    }
}
