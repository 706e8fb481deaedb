package heed.benchmarks.analysis;

import heed.benchmarks.PopulationFiles;
import heed.benchmarks.RunningHeed;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Deliveries through the API, as a client of Heed sees them.
///
/// @param heed the server
record Delivering(RunningHeed heed) {

    private static final String DONE = "done";

    /// A new delivery to everybody about the service at the question's moment; its id.
    String make(Question question) throws IOException, InterruptedException {
        return heed.call("POST", "/deliveries", """
                {"label":"benchmark","channel":"email","service":"%s","contactDate":"%s","audience":{"type":"all"}}"""
                .formatted(PopulationFiles.SERVICE, question.moment())).get("id").asString();
    }

    /// Prepares it: comes back when target, causes and counts are stored and committed.
    JsonNode prepare(String delivery) throws IOException, InterruptedException {
        JsonNode analysis = heed.call("POST", "/deliveries/" + delivery + "/analysis", "");
        while (!analysis.get("state").asString().equals(DONE)) {
            TimeUnit.MILLISECONDS.sleep(5);
            analysis = heed.call("GET", "/deliveries/" + delivery + "/analysis", "");
        }
        return analysis;
    }

    /// What would be without a rule.
    JsonNode whatIf(String delivery, String rule) throws IOException, InterruptedException {
        return heed.call("POST", "/deliveries/" + delivery + "/what-if", "{\"without\":[\"" + rule + "\"]}");
    }
}
