package heed.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A public page as a browser without script and cookies has it: its form is filled in and sent as it stands there.
public final class PublicPage {

    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");
    private static final Pattern NAMED = Pattern.compile("\\b(name|value|type|action|id|class)=\"([^\"]*)\"");
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("<p>(.*?)</p>", Pattern.DOTALL);

    private final Answer answer;
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();

    private PublicPage(Answer answer) {
        this.answer = answer;
        form("page-form").ifPresent(form -> fields.addAll(successful(form.group(2))));
    }

    /// Looks at a path.
    public static PublicPage at(String path) {
        return new PublicPage(browser("GET", path).send());
    }

    public Answer answer() {
        return answer;
    }

    public String text() {
        return answer.text();
    }

    /// Ticks a box.
    public PublicPage tick(String name, String value) {
        fields.add(Map.entry(name, value));
        return this;
    }

    /// Clears a box.
    public PublicPage clear(String name, String value) {
        if (!fields.remove(Map.entry(name, value))) {
            throw new AssertionError("not ticked: " + name + "=" + value + "\n" + text());
        }
        return this;
    }

    /// Types into a field, or overwrites a hidden one.
    public PublicPage type(String name, String value) {
        fields.removeIf(field -> field.getKey().equals(name));
        fields.add(Map.entry(name, value));
        return this;
    }

    /// Is the box ticked?
    public boolean ticked(String name, String value) {
        return fields.contains(Map.entry(name, value));
    }

    /// The value of a field of the form; empty where there is none.
    public String value(String name) {
        return fields.stream().filter(field -> field.getKey().equals(name)).map(Map.Entry::getValue).findFirst()
                .orElse("");
    }

    /// Sends the form by its button.
    public PublicPage send() {
        List<Map.Entry<String, String>> sent = new ArrayList<>(fields);
        sent.add(Map.entry("act", "submit"));
        return post(action(form("page-form").orElseThrow(() -> new AssertionError("no form: " + answer))), sent);
    }

    /// Presses "Stop everything".
    public PublicPage stop() {
        MatchResult form = FORM.matcher(text()).results().filter(one -> one.group(2).contains("stop_everything"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing to stop everything: " + answer));
        return post(action(form), successful(form.group(2)));
    }

    /// Presses the button that takes back.
    public PublicPage undo() {
        MatchResult form = undoForm().orElseThrow(() -> new AssertionError("nothing to take back: " + answer));
        return post(action(form), successful(form.group(2)));
    }

    /// Can what was done be taken back?
    public boolean hasUndo() {
        return undoForm().isPresent();
    }

    /// The sentences about what was done.
    public String said() {
        Matcher done = Pattern.compile("<div class=\"done\" role=\"status\">(.*?)</div>", Pattern.DOTALL)
                .matcher(text());
        return done.find()
                ? SENTENCE.matcher(done.group(1)).results().map(one -> one.group(1)).collect(Collectors.joining(" "))
                : "";
    }

    private Optional<MatchResult> undoForm() {
        return FORM.matcher(text()).results().filter(one -> action(one).startsWith("/undo/")).findFirst();
    }

    private Optional<MatchResult> form(String id) {
        return FORM.matcher(text()).results().filter(one -> id.equals(attributes(one.group(1)).get("id"))).findFirst();
    }

    private static String action(MatchResult form) {
        return attributes(form.group(1)).getOrDefault("action", "");
    }

    /// What a browser would send of a form: hidden fields, and boxes that are ticked.
    private static List<Map.Entry<String, String>> successful(String form) {
        List<Map.Entry<String, String>> sent = new ArrayList<>();
        INPUT.matcher(form).results().forEach(input -> {
            Map<String, String> attributes = attributes(input.group(1));
            boolean box = "checkbox".equals(attributes.get("type"));
            if (!box || input.group(1).contains(" checked")) {
                sent.add(Map.entry(attributes.getOrDefault("name", ""), attributes.getOrDefault("value", "")));
            }
        });
        return sent;
    }

    private static Map<String, String> attributes(String element) {
        return NAMED.matcher(element).results()
                .collect(Collectors.toMap(one -> one.group(1), one -> one.group(2), (first, _) -> first));
    }

    private static PublicPage post(String path, List<Map.Entry<String, String>> fields) {
        String form = fields.stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new PublicPage(browser("POST", path).body(form, "application/x-www-form-urlencoded").send());
    }

    private static Call browser(String method, String path) {
        return TestServer.api().as("").raw(method, path).accept("text/html").header("Accept-Language", "en");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
