package heed.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.rules.ExclusionRule;
import heed.rules.cases.AnalysisCase;
import heed.rules.cases.Corpus;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Every case of `analysis.yaml` through REST: a delivery prepared by the local engine, its exclusion log, its target,
/// its what-if, and the eligibility of each person.
class AnalysisCorpusIT {

    private final Api api = TestServer.api();

    @TestFactory
    Stream<DynamicTest> analysis() {
        return Corpus.analysis().stream().filter(one -> !one.hasUnknowns())
                .map(one -> dynamicTest(one.name(), () -> check(one)));
    }

    private void check(AnalysisCase one) {
        OwnNames own = new OwnNames();
        new World(api, own).make(one.world(), one.delivery().channel());
        String delivery = "/deliveries/" + create(one, own);
        if (!one.delivery().without().isEmpty()) {
            checkWhatIf(one, delivery);
            return;
        }
        JsonNode analysis = api.post(delivery + "/analysis").send().expect(200).json();

        assertThat(analysis.at("/target").intValue()).isEqualTo(one.target().size());
        checkCounts(one, analysis);
        checkTarget(one, own, delivery);
        checkLog(one, own, delivery);
        checkEligibility(one, own);
    }

    private String create(AnalysisCase one, OwnNames own) {
        AnalysisCase.Asked asked = one.delivery();
        List<String> keys = asked.audience()
                .orElseGet(() -> one.world().profiles().stream().map(AnalysisCase.Profile::key).toList());
        Map<String, Object> body = new HashMap<>();
        body.put("label", one.name());
        body.put("channel", asked.channel().code());
        body.put("typology", asked.typology());
        body.put("audience", Map.of("type", "profiles", "keys", own.names(keys)));
        asked.service().ifPresent(service -> body.put("service", own.name(service)));
        return api.post("/deliveries").json(body).send().expect(201).at("/id").stringValue();
    }

    private void checkWhatIf(AnalysisCase one, String delivery) {
        List<String> without = one.delivery().without().stream().map(ExclusionRule::code).toList();
        JsonNode whatIf = api.post(delivery + "/what-if").json(Map.of("without", without)).send().expect(200).json();

        assertThat(whatIf.at("/target").intValue()).isEqualTo(one.target().size());
        checkCounts(one, whatIf);
    }

    private static void checkCounts(AnalysisCase one, JsonNode analysis) {
        int deciding = 0;
        for (JsonNode row : analysis.at("/exclusions").values()) {
            String cause = row.at("/cause").stringValue();
            String detail = row.at("/detail").isNull() ? null : row.at("/detail").stringValue();
            long expected = one.excluded().values().stream()
                    .filter(exclusion -> exclusion.cause().equals(cause)
                            && (detail == null || exclusion.detail().isEmpty()
                                    || exclusion.detail().get().equals(detail)))
                    .count();
            deciding += row.at("/deciding").intValue();
            if (detail == null) {
                assertThat(row.at("/deciding").longValue()).as(cause).isEqualTo(expected);
            } else {
                assertThat(row.at("/deciding").longValue()).as(cause + " " + detail).isLessThanOrEqualTo(expected);
            }
        }
        assertThat(deciding).isEqualTo(one.excluded().size());
        assertThat(analysis.at("/audience").intValue()).isEqualTo(one.target().size() + one.excluded().size());
    }

    private void checkTarget(AnalysisCase one, OwnNames own, String delivery) {
        List<String> lines = api.get(delivery + "/target").accept("text/csv").send().expect(200).text().lines().skip(1)
                .map(line -> line.substring(0, line.indexOf(','))).toList();

        assertThat(lines).containsExactlyElementsOf(own.names(one.target()));
    }

    private void checkLog(AnalysisCase one, OwnNames own, String delivery) {
        Map<String, JsonNode> logged = new HashMap<>();
        api.get(delivery + "/exclusions").send().expect(200).at("/items").values()
                .forEach(item -> logged.put(item.at("/profile").stringValue(), item));

        assertThat(logged.keySet())
                .containsExactlyInAnyOrderElementsOf(own.names(List.copyOf(one.excluded().keySet())));
        one.excluded().forEach((key, expected) -> {
            JsonNode item = logged.getOrDefault(own.name(key), MissingNode.getInstance());
            assertThat(item.at("/cause").stringValue()).isEqualTo(expected.cause());
            expected.causes().ifPresent(causes -> assertThat(texts(item.at("/causes"))).isEqualTo(causes));
        });
    }

    /// One person at a time there are no duplicates: who is one in the delivery may be contacted.
    private void checkEligibility(AnalysisCase one, OwnNames own) {
        List<String> keys = Stream.concat(one.target().stream(), one.excluded().keySet().stream()).toList();
        Map<String, Object> body = new HashMap<>(Map.of("channel", one.delivery().channel().code(), "typology",
                one.delivery().typology(), "profiles", own.names(keys)));
        one.delivery().service().ifPresent(service -> body.put("service", own.name(service)));
        Answer answer = api.post("/eligibility").json(body).send().expect(200);

        for (int i = 0; i < keys.size(); i++) {
            AnalysisCase.Exclusion expected = one.excluded().get(keys.get(i));
            JsonNode item = answer.at("/items/" + i);
            assertThat(item.at("/profile").stringValue()).isEqualTo(own.name(keys.get(i)));
            if (expected == null || expected.cause().equals(ExclusionRule.DUPLICATE.code())) {
                assertThat(item.at("/decision").stringValue()).isEqualTo("targeted");
            } else {
                assertThat(item.at("/cause").stringValue()).isEqualTo(expected.cause());
                expected.causes().ifPresent(causes -> assertThat(texts(item.at("/causes"))).isEqualTo(causes));
            }
            checkOne(own.name(keys.get(i)), body, item);
        }
    }

    /// One person alone is told the same as among many: two ways of asking the database.
    private void checkOne(String key, Map<String, Object> asked, JsonNode item) {
        Answer answer = api.get("/profiles/" + Api.segment(key) + "/eligibility?channel=" + asked.get("channel")
                + "&typology=" + asked.get("typology")
                + (asked.containsKey("service") ? "&service=" + Api.segment(asked.get("service").toString()) : ""))
                .send().expect(200);

        assertThat(answer.at("/causes").values().stream().map(cause -> cause.at("/cause").stringValue()).toList())
                .isEqualTo(texts(item.at("/causes")));
    }

    private static List<String> texts(JsonNode list) {
        return list.values().stream().map(JsonNode::stringValue).toList();
    }
}
