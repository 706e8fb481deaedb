package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergedMarksIT {

    private final Api api = TestServer.api();
    private final String first = TestServer.unique("merged");
    private final String second = first + "-2";
    private final String third = first + "-3";
    private final String owner = first + "-owner";
    private final String mail = first + "@example.org";

    @BeforeEach
    void profilesOfOneAddress() {
        for (String key : new String[]{first, second, third, owner}) {
            api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
        }
    }

    @Test
    void optingInForTheAddressClearsTheMarksOfThoseMergedIntoTheProfile() {
        optOut(first);
        merge(first, second);

        Answer in = optIn(second);

        assertThat(in.at("/changed").booleanValue()).isTrue();
        assertThat(in.at("/stillExcludedBy").isEmpty()).isTrue();
        assertThat(status()).isEqualTo("valid");
    }

    @Test
    void marksOfAChainOfMergesAreClearedAtOnceAndUndoSetsThemAgain() {
        optOut(first);
        optOut(second);
        merge(first, second);
        optOut(third);
        merge(second, third);

        Answer in = optIn(third);
        String cleared = status();
        api.post("/ledger/" + in.at("/seq").longValue() + "/void").json(Map.of("reason", "mistake")).send().expect(200);
        String again = status();
        optIn(third);

        assertThat(cleared).isEqualTo("valid");
        assertThat(again).isEqualTo("denylisted");
        assertThat(status()).isEqualTo("valid");
    }

    @Test
    void theMarksOfOthersStay() {
        optOut(first);
        optOut(owner);
        merge(first, second);

        Answer in = optIn(second);

        assertThat(in.at("/stillExcludedBy/0").stringValue()).isEqualTo("address_denylisted");
        assertThat(status()).isEqualTo("denylisted");
    }

    private void optOut(String key) {
        api.post("/profiles/" + key + "/opt-outs").json(Map.of("channel", "email", "scope", "address")).send()
                .expect(200);
    }

    private Answer optIn(String key) {
        return api.delete("/profiles/" + key + "/opt-outs/email?reason=asked&scope=address").send().expect(200);
    }

    private void merge(String from, String into) {
        api.post("/profiles/" + from + "/merge").json(Map.of("into", into)).send().expect(200);
    }

    private String status() {
        return api.get("/profiles/" + owner).send().expect(200).at("/addressStatus/email").stringValue();
    }
}
