package heed.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Puts the demo's data into a server, step by step; what is there already is left alone.
final class DemoData {

    static final String LABEL = "Spring sale";

    /// The service that sample pages are about.
    static final String NEWS = "news";

    private final DemoClient server;

    private final int size;

    private final PrintWriter out;

    /// @param size how many people to make up
    DemoData(DemoClient server, int size, PrintWriter out) {
        this.server = server;
        this.size = size;
        this.out = out;
    }

    /// Loads everything into an empty server.
    void loadIfEmpty(Instant now) throws IOException {
        boolean empty = server.get("/imports?limit=1").path("items").isEmpty()
                && server.get("/services?limit=1").path("items").isEmpty();
        if (!empty) {
            return;
        }
        say("making up %,d people".formatted(size));
        DemoPopulation people = new DemoPopulation(size, now);
        service(NEWS, "Weekly news", "email", null, false);
        service("offers", "Offers", "email", "P1Y", true);
        service("events", "Events near you", "sms", "P6M", true);
        load("profiles", people.profiles());
        load("opt_outs", people.optOuts());
        load("quarantine", people.quarantine());
        load("subscriptions", people.subscriptions());
        for (String domain : List.of("mail.example", "*.mail.example")) {
            server.put("/excluded-domains/" + domain);
        }
        say("sending some bounces, complaints and texts");
        new DemoFeedback(server).send();
        askToConfirm();
    }

    /// Some subscribe on the way, so that the Outbox has requests to confirm.
    private void askToConfirm() throws IOException {
        for (JsonNode person : server.get("/profiles?q=c1999&limit=10").path("items")) {
            server.put("/services/offers/subscriptions/" + person.path("key").asString());
        }
    }

    /// The id of the demo's delivery, made and prepared if it is not there yet.
    String delivery() throws IOException {
        for (JsonNode delivery : server.get("/deliveries").path("items")) {
            if (delivery.path("label").asString().equals(LABEL)) {
                return delivery.path("id").asString();
            }
        }
        say("preparing the delivery \"" + LABEL + "\"");
        String id = server
                .post("/deliveries", Map.of("label", LABEL, "channel", "email", "audience", Map.of("type", "all")))
                .path("id").asString();
        server.post("/deliveries/" + id + "/analysis");
        return id;
    }

    private void service(String name, String label, String channel, @Nullable String validity, boolean doubleOptIn)
            throws IOException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("label", label);
        body.put("channel", channel);
        body.put("validity", validity);
        body.put("doubleOptIn", doubleOptIn);
        server.post("/services", body);
    }

    private void load(String kind, String csv) throws IOException {
        JsonNode done = server.importCsv(kind, csv);
        say("imported %,d rows of %s, %,d rejected".formatted(done.path("read").asLong(), kind,
                done.path("rejected").asLong()));
    }

    private void say(String what) {
        out.println("  " + what);
        out.flush();
    }
}
