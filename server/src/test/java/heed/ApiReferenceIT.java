package heed;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// docs/reference/openapi.json is what the server says about itself. With `-Dheed.reference=write` it is written again.
class ApiReferenceIT {

    private final JsonMapper json = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theDescriptionOfTheApiIsWhatTheServerSays() throws IOException {
        JsonNode said = TestServer.api().get("/openapi.json").send().json();

        assertThat(said.path("openapi").asString()).startsWith("3.1");
        assertThat(said.path("paths").propertyNames()).isNotEmpty();
        ((ObjectNode) said).remove("servers");
        String page = json.writeValueAsString(json.treeToValue(said, TreeMap.class)) + "\n";
        Reference.compare(Path.of("docs/reference/openapi.json"), page);
    }
}
