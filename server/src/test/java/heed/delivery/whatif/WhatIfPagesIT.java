package heed.delivery.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.rules.ExclusionRule;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WhatIfPagesIT {
    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.VIEWER);
    private final String prefix = TestServer.unique("what-if");

    @Test
    void twoVariantsHaveTheFiguresThatTheApiGivesForTheSameRules() {
        String path = "/deliveries/" + delivery("marketing") + "/what-if";

        String page = console.post(path, Map.of("a", without("opted_out"), "b", without("opted_out", "duplicate")))
                .expect(200).text();

        assertThat(page).contains("Variant A", "Variant B", "left out").doesNotContain("??");
        same(page, "a", api.post(path).json(Map.of("without", List.of("opted_out"))).send().expect(200).json());
        same(page, "b",
                api.post(path).json(Map.of("without", List.of("opted_out", "duplicate"))).send().expect(200).json());
        assertThat(text(page, "target-a")).isEqualTo("2");
        assertThat(text(page, "target-b")).isEqualTo("3");
        assertThat(text(page, "difference")).isEqualTo("+1");
        assertThat(page).contains("+1 against the delivery as it is", "+2 against the delivery as it is");
        assertThat(line(page, "a", "opted_out")).containsOnly("–");
    }

    @Test
    void bothVariantsBeginAsTheDeliveryIsAndARuleItGoesWithoutCanBeAdded() {
        String path = "/deliveries/" + delivery("transactional") + "/what-if";

        String page = console.get(path).expect(200).text();
        assertThat(text(page, "target-a")).isEqualTo("3").isEqualTo(text(page, "target-b"));
        assertThat(text(page, "difference")).isEqualTo("0");
        assertThat(page).doesNotContain(">added<", ">left out<", "??").contains("always on");
        assertThat(isOn(page, "a", "opted_out")).isFalse();
        assertThat(isOn(page, "a", "duplicate")).isTrue();

        String added = console.post(path, Map.of("a", "duplicate,opted_out,opted_out_all", "b", "")).text();
        assertThat(text(added, "target-a")).isEqualTo("1");
        assertThat(text(added, "target-b")).isEqualTo("4");
        assertThat(isOn(added, "a", "opted_out")).isTrue();
        assertThat(isOn(added, "b", "duplicate")).isFalse();
        assertThat(added).contains(">added<", ">left out<");
    }

    @Test
    void aSwitchAsksForThePartAloneAndTheChangeIsSpoken() {
        String path = "/deliveries/" + delivery("marketing") + "/what-if";
        assertThat(console.get(path).text()).contains("hx-post=\"" + path + "\"", "role=\"status\"");

        String part = console.upload(path, BodyPublishers.ofString("a=&b=" + encode(without("opted_out"))),
                "application/x-www-form-urlencoded").expect(200).text();

        assertThat(part).contains("id=\"what-if\"", "hx-swap-oob=\"innerHTML\"",
                "Variant A targets 4, variant B targets 2.").doesNotContain("<html", "<nav", "??");
    }

    @Test
    void nothingIsStoredAndWhatWasPreparedIsCompared() {
        String id = delivery("marketing");
        String path = "/deliveries/" + id + "/what-if";
        api.post("/deliveries/" + id + "/analysis").send().expect(200);
        String delivery = api.get("/deliveries/" + id).send().text();
        String analysis = api.get("/deliveries/" + id + "/analysis").send().text();
        api.delete("/profiles/" + prefix + "-out/opt-outs/email?reason=asked").send().expect(200);
        String entries = api.get("/ledger?limit=1").send().text();

        String page = console.post(path, Map.of("a", without(), "b", without("duplicate"))).text();

        assertThat(page).contains("+1 against what was prepared", "0 against the delivery as it is",
                "+2 against what was prepared");
        assertThat(api.get("/deliveries/" + id).send().text()).isEqualTo(delivery);
        assertThat(api.get("/deliveries/" + id + "/analysis").send().text()).isEqualTo(analysis);
        assertThat(api.get("/ledger?limit=1").send().text()).isEqualTo(entries);
    }

    @Test
    void aVariantWithTheRulesOfAnotherTypologyLeadsToTheFormThatChoosesIt() {
        String id = delivery("marketing");
        Map<String, String> variants = Map.of("a",
                without("opted_out", "opted_out_all", "unconfirmed", "not_subscribed"),
                "b", without());
        String link = "href=\"/deliveries/" + id + "/edit\"";

        assertThat(Console.as(Role.MARKETER).post("/deliveries/" + id + "/what-if", variants).text())
                .containsOnlyOnce(link).contains("Transactional").doesNotContain("??");
        assertThat(console.post("/deliveries/" + id + "/what-if", variants).text()).doesNotContain(link);
    }

    @Test
    void anUnknownRuleOrDeliveryIsRefused() {
        String path = "/deliveries/" + delivery("marketing") + "/what-if";

        assertThat(console.post(path, Map.of("a", "opted_in", "b", "")).expect(400).text())
                .contains("must be one of").doesNotContain("??");
        console.get("/deliveries/987654321/what-if").expect(404);
        console.post("/deliveries/987654321/what-if", Map.of()).expect(404);
    }

    /// Four with an address: one free, one at the same address, one opted out of e-mail, one of all.
    private String delivery(String typology) {
        person("free", "shared");
        person("twin", "shared");
        person("out", "out");
        person("never", "never");
        api.post("/profiles/" + prefix + "-out/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        api.post("/profiles/" + prefix + "-never/opt-outs").json(Map.of("channel", "all")).send().expect(200);
        List<String> keys = Stream.of("free", "twin", "out", "never").map(name -> prefix + "-" + name).toList();
        return api.post("/deliveries")
                .json(Map.of("label", prefix, "channel", "email", "typology", typology, "audience",
                        Map.of("type", "profiles", "keys", keys)))
                .send().expect(201).at("/id").asString();
    }

    private void person(String name, String address) {
        api.put("/profiles/" + prefix + "-" + name)
                .json(Map.of("addresses", Map.of("email", address + "@" + prefix + ".example"))).send().expect(201);
    }

    /// The codes of all rules but these, as one field.
    private static String without(String... dropped) {
        return Arrays.stream(ExclusionRule.values()).map(ExclusionRule::code)
                .filter(code -> !Set.of(dropped).contains(code)).collect(Collectors.joining(","));
    }

    private static void same(String page, String variant, JsonNode analysis) {
        assertThat(text(page, "target-" + variant)).isEqualTo(analysis.at("/target").asString());
        Map<String, long[]> rows = new TreeMap<>();
        for (JsonNode row : analysis.at("/exclusions")) {
            long[] counts = rows.computeIfAbsent(row.at("/cause").asString(), _ -> new long[3]);
            counts[0] += row.at("/deciding").asLong();
            counts[1] += row.at("/matching").asLong();
            counts[2] += row.at("/only").asLong();
        }
        rows.keySet().removeAll(Set.of("no_address", "rule_failed"));
        assertThat(rows).isNotEmpty().allSatisfy((cause, counts) -> assertThat(line(page, variant, cause)).as(cause)
                .containsExactlyElementsOf(Arrays.stream(counts).mapToObj(Long::toString).toList()));
    }

    private static String text(String page, String id) {
        return group(page, "id=\"" + id + "\"[^>]*>([^<]*)<").getFirst();
    }

    /// The three counts beside a switch.
    private static List<String> line(String page, String variant, String code) {
        String cell = "<td class=\"number\">([^<]*)</td>\\s*";
        return group(page, "(?s)id=\"" + variant + "-" + code + "\".*?" + cell + cell + cell);
    }

    private static boolean isOn(String page, String variant, String code) {
        return group(page, "<input[^>]*id=\"" + variant + "-" + code + "\"([^>]*)>").getFirst().contains("checked=");
    }

    private static List<String> group(String page, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
