package heed.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.LogLines;
import heed.testing.TestServer;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiIT {

    private final Api api = TestServer.api().as("");

    @Test
    void theDocumentIsOpenApi31AndNamesEveryRoute() {
        JsonNode document = api.get("/openapi.json").send().expect(200).json();

        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/paths").propertyNames()).containsAll(routes()).contains("/api/v1/api-keys");
        assertThat(document.at("/components/securitySchemes/key/scheme").asString()).isEqualTo("bearer");
    }

    @Test
    void everyOperationSaysHowItFailsAndEveryPostHowItIsRepeated() {
        JsonNode paths = api.get("/openapi.json").send().expect(200).json().at("/paths");

        paths.forEachEntry((path, operations) -> operations.forEachEntry((method, operation) -> {
            assertThat(operation.at("/responses/default/content").has("application/problem+json")).as(path).isTrue();
            assertThat(operation.at("/summary").asString("")).as(path).isNotBlank();
            assertThat(operation.at("/parameters").valueStream().map(p -> p.at("/name").asString())
                    .anyMatch("Idempotency-Key"::equals)).as(method + " " + path).isEqualTo(method.equals("post"));
        }));
    }

    /// Made anew for each language that is asked for.
    @Test
    void theDocumentIsMadeWithoutAComplaintInTheLog() {
        try (LogLines log = LogLines.open()) {
            api.get("/openapi.json").header("Accept-Language", "eo").send().expect(200);

            assertThat(log.all()).noneMatch(line -> line.text().contains("springdoc"));
        }
    }

    @Test
    void noJavaClassNameLeaksIntoTheDocument() {
        assertThat(api.get("/openapi.json").send().expect(200).text()).doesNotContain("heed.").doesNotContain("java.");
    }

    @Test
    void thePageShowsTheSameAndLoadsNothingForeign() {
        Answer page = api.raw("GET", "/docs").accept("text/html").send().expect(200);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("/api/v1/api-keys").contains("Idempotency-Key");
        assertThat(Pattern.compile("<script|https?://|style=\"").matcher(page.text()).find()).isFalse();
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(api.raw("GET", "/docs/style.css").send().expect(200).header("Content-Type")).startsWith("text/css");
    }

    private static List<String> routes() {
        return TestServer.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods()
                .entrySet().stream().filter(route -> !route.getValue().getBeanType().isAnnotationPresent(Hidden.class))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .filter(path -> path.startsWith("/api/v1/") && !path.contains("openapi")).toList();
    }
}
