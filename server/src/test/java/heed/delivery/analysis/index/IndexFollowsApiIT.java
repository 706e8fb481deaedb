package heed.delivery.analysis.index;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Call;
import heed.testing.TestServer;
import org.junit.jupiter.api.Test;

/// Whoever changes a fact names whom it touches in the ledger: after every kind of write over REST the index equals
/// one loaded anew.
class IndexFollowsApiIT {
    private final Api api = TestServer.api();
    private final ProfileIndex index = TestServer.bean(ProfileIndex.class);
    private final String one = TestServer.unique("follow");
    private final String two = TestServer.unique("follow");
    private final String domain = TestServer.unique("follow") + ".example";

    @Test
    void profilesAndChoices() {
        twoWithOneAddress();
        String seq = send(api.post("/profiles/" + one + "/opt-outs")
                .json("{\"channel\":\"email\",\"scope\":\"address\",\"source\":\"api\"}")).at("/seq").asString();
        send(api.post("/ledger/" + seq + "/void").json("{\"reason\":\"a mistake\",\"confirm\":true}"));
        send(api.post("/profiles/" + one + "/opt-outs").json("{\"channel\":\"all\",\"source\":\"api\"}"));
        send(api.delete("/profiles/" + one + "/opt-outs/email?source=api&reason=asked"));
        send(api.put("/profiles/" + two).json("{\"addresses\":{\"sms\":\"+33612345678\"}}"));
        send(api.delete("/profiles/" + two));
        send(api.put("/profiles/" + two).json("{\"addresses\":{\"email\":\"b@" + domain + "\"}}"));
        send(api.post("/profiles/" + one + "/merge").json("{\"into\":\"" + two + "\"}"));
    }

    @Test
    void addressesAndDomains() {
        twoWithOneAddress();
        String id = send(api.post("/quarantine").json("{\"channel\":\"email\",\"address\":\"a@" + domain
                + "\",\"status\":\"quarantined\",\"reason\":\"bounced\"}")).at("/id").asString();
        send(api.post("/quarantine/release").json("{\"channel\":\"email\",\"domain\":\"" + domain
                + "\",\"reason\":\"repaired\"}"));
        send(api.patch("/quarantine/" + id)
                .json("{\"status\":\"denylisted\",\"reason\":\"asked\",\"confirm\":true}"));
        send(api.put("/excluded-domains/" + domain));
        send(api.delete("/excluded-domains/" + domain));
    }

    @Test
    void subscriptions() {
        twoWithOneAddress();
        String service = TestServer.unique("service");
        send(api.post("/services").json("{\"name\":\"" + service
                + "\",\"label\":\"News\",\"channel\":\"email\",\"validity\":\"P1Y\"}"));
        String path = "/services/" + service + "/subscriptions/";
        send(api.put(path + one).json("{\"source\":\"api\"}"));
        send(api.put(path + two).json("{\"source\":\"api\"}"));
        send(api.delete(path + one + "?source=api&reason=asked"));
        send(api.delete("/services/" + service));
    }

    private void twoWithOneAddress() {
        send(api.put("/profiles/" + one).json("{\"addresses\":{\"email\":\"a@" + domain + "\"}}"));
        send(api.put("/profiles/" + two).json("{\"addresses\":{\"email\":\"A@" + domain + "\"}}"));
    }

    private Answer send(Call call) {
        Answer answer = call.send();
        assertThat(answer.status()).as("%s", answer).isBetween(200, 299);
        assertThat(index.equalsFreshLoad()).as("after %s", answer).isTrue();
        return answer;
    }
}
