package heed.web.docs;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The page made from an OpenAPI document.
///
/// @param api the document
/// @param source where the document itself is
record DocsPage(JsonNode api, String source) {

    String html() {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Heed: API reference</title><link rel="icon" href="data:,">
                <link rel="stylesheet" href="/docs/style.css"></head>
                <body>
                <header><h1>Heed: API reference</h1><p>%s The same for programs: <a href="%s">OpenAPI %s</a>.</p>
                <p>Every request carries <code>Authorization: Bearer &lt;key&gt;</code>. Errors are
                <code>application/problem+json</code> and name the field.</p></header>
                <nav><ul>%s</ul></nav>
                <main>%s</main>
                </body>
                </html>
                """.formatted(text(api.at("/info/description")), htmlEscape(source), text(api.at("/openapi")),
                contents(), groups());
    }

    private String contents() {
        return grouped().keySet().stream()
                .map(group -> "<li><a href=\"#%1$s\">%1$s</a></li>".formatted(htmlEscape(group)))
                .collect(Collectors.joining());
    }

    private String groups() {
        return grouped().entrySet().stream().map(group -> "<section id=\"%1$s\"><h2>%1$s</h2>%2$s</section>"
                .formatted(htmlEscape(group.getKey()), group.getValue())).collect(Collectors.joining("\n"));
    }

    /// By the first word of the path after `/api/v1`.
    private Map<String, String> grouped() {
        Map<String, String> groups = new TreeMap<>();
        api.path("paths").forEachEntry((path, operations) -> operations.forEachEntry((method,
                operation) -> groups.merge(path.replaceFirst("^/api/v1/", "").replaceFirst("/.*", ""),
                        operation(method, path, operation), String::concat)));
        return groups;
    }

    private static String operation(String method, String path, JsonNode operation) {
        return """
                <article><h3><code><b>%s</b> %s</code></h3><p>%s</p>%s%s%s</article>
                """.formatted(method.toUpperCase(Locale.ROOT), htmlEscape(path), summary(operation),
                parameters(operation), body(operation), answers(operation));
    }

    private static String summary(JsonNode operation) {
        JsonNode description = operation.path("description");
        return text(operation.path("summary")) + (description.isString() ? ". " + text(description) : "");
    }

    private static String parameters(JsonNode operation) {
        return operation.path("parameters").valueStream()
                .map(parameter -> "<li><code>%s</code> <small>%s%s</small> %s</li>".formatted(
                        text(parameter.path("name")), text(parameter.path("in")),
                        parameter.path("required").asBoolean(false) ? ", required" : "",
                        text(parameter.path("description"))))
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String body(JsonNode operation) {
        JsonNode content = operation.at("/requestBody/content");
        return content.isMissingNode() ? "" : "<p>Body: " + content(content) + "</p>";
    }

    private static String answers(JsonNode operation) {
        var html = new StringBuilder("<ul>");
        operation.path("responses").forEachEntry((status, answer) -> html.append("<li><b>").append(htmlEscape(status))
                .append("</b> ").append(text(answer.path("description"))).append(' ')
                .append(content(answer.path("content"))).append("</li>"));
        return html.append("</ul>").toString();
    }

    private static String content(JsonNode content) {
        var html = new StringBuilder();
        content.forEachEntry((type, of) -> html.append("<code>").append(htmlEscape(type)).append("</code> ")
                .append(htmlEscape(of.at("/schema/$ref").asString("").replaceFirst(".*/", ""))).append(' '));
        return html.toString();
    }

    private static String text(JsonNode node) {
        return htmlEscape(node.asString(""));
    }
}
