package heed.feedback.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heed.feedback.FeedbackState;
import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.Way;
import heed.feedback.email.MailClassifier;
import heed.feedback.work.StandardTexts;
import heed.feedback.work.Verdict;
import heed.ledger.Actor;
import heed.quarantine.AddressParser;
import heed.rules.quarantine.ErrorReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the events of providers mean: by samples of our own, and by those of the corpus where it is there.
class ProvidersTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final MailClassifier PATTERNS = MailClassifier.standard();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> TEXTS = Set.of("twilio", "vonage");
    private static final Path CORPUS = Path.of("../../shared/corpora/webhooks").toAbsolutePath().normalize();

    private final Events events = new Events(new AddressParser(null), () -> PATTERNS, _ -> Optional.empty());
    private final Map<String, Provider> providers = Map.of("sendgrid",
            new SendGridProvider(SignatureTest.settings("", ""), events), "sparkpost",
            new SparkPostProvider(SignatureTest.settings("", ""), events), "postmark",
            new PostmarkProvider(SignatureTest.settings("", ""), events), "ses",
            new SesProvider(SignatureTest.settings("", ""),
                    new SnsSignature(new AmazonFiles(), new AmazonChain(new AmazonFiles(), Set.of())), events),
            "mailgun",
            new MailgunProvider(SignatureTest.settings("", ""),
                    new TokenStore(StandardTexts.nowhere(), SignatureTest.settings("", ""), Clock.systemUTC()), events),
            "twilio", new TwilioProvider(SignatureTest.settings("", ""), StandardTexts.get(), events), "vonage",
            new VonageProvider(SignatureTest.settings("", ""), StandardTexts.get(), events));

    @ParameterizedTest
    @CsvFileSource(resources = "/feedback/provider-events.txt", delimiter = '|', numLinesToSkip = 1)
    void anEventMeansWhatItsProviderDocuments(String provider, String body, String type, @Nullable String reason) {
        Verdict verdict = read(provider, body.replace('\'', '"')).getFirst();

        assertThat(verdict.type()).isEqualTo(Meaning.ofCode(type).orElseThrow());
        assertThat(verdict.reason()).isEqualTo(reason == null ? null : ErrorReason.ofCode(reason).orElseThrow());
        assertThat(verdict.recipients())
                .containsExactly(TEXTS.contains(provider) ? "+447700900001" : "a@x.org");
    }

    @Test
    void aBatchIsCutIntoItsEvents() {
        List<Verdict> sendGrid = read("sendgrid", """
                [{"email":"a@x.org","event":"bounce","status":"5.1.1","sg_event_id":"1"},
                 {"email":"b@x.org","event":"delivered","sg_event_id":"2"}]""");
        List<Verdict> sparkPost = read("sparkpost", """
                [{"msys":{"message_event":{"type":"bounce","bounce_class":"10","rcpt_to":"a@x.org"}}},
                 {"msys":{"track_event":{"type":"open","rcpt_to":"b@x.org"}}}, {"msys":{}}]""");

        assertThat(sendGrid).extracting(Verdict::type).containsExactly(Meaning.HARD, Meaning.DELIVERED);
        assertThat(sparkPost).extracting(Verdict::type).containsExactly(Meaning.HARD, Meaning.IGNORED);
    }

    @Test
    void whatIsNoEventOfSparkPostStaysVisible() {
        assertThat(read("sparkpost", "[{\"other\":{\"type\":\"bounce\"}}]")).extracting(Verdict::state)
                .containsExactly(FeedbackState.FAILED);
    }

    @Test
    void anIdOfMailgunCountsOnceForAMomentAndIsFoundByItself() {
        String event = "{'event-data':{'id':'one','timestamp':%s,'event':'delivered','recipient':'a@x.org'}}"
                .replace('\'', '"');
        Incoming first = incoming(event.formatted("1764331200.5"));

        assertThat(first.providerId()).isEqualTo("one");
        assertThat(incoming(event.formatted("1764331200.5")).once()).isEqualTo(first.once());
        assertThat(incoming(event.formatted("1764417600.5")).once()).isNotEqualTo(first.once());
    }

    /// Amazon tells several recipients at once: each is judged by its own server's words.
    @Test
    void eachRecipientOfABounceIsJudgedByItsOwnStatus() {
        Verdict verdict = read("ses", """
                {"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General",
                 "bouncedRecipients":[
                 {"emailAddress":"b@x.org","status":"5.7.1","diagnosticCode":"smtp; 550 5.7.1 blocked by our policy"},
                 {"emailAddress":"a@x.org","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}""")
                .getFirst();

        assertThat(verdict.type()).isEqualTo(Meaning.HARD);
        assertThat(verdict.said()).extracting(one -> one.address().canonical() + " " + one.type().code())
                .containsExactly("a@x.org hard", "b@x.org ignored");
    }

    @Test
    void whatIsNoJsonFailsAndIsKept() {
        assertThat(read("ses", "no json").getFirst().error()).contains("not JSON");
    }

    @Test
    void theSamplesOfTheCorpusAreReadAsTheirSourcesExpect() throws IOException {
        Assumptions.assumeTrue(Files.exists(CORPUS), "no corpus at " + CORPUS);
        Map<String, Meaning> expected = Map.of("delivered", Meaning.DELIVERED, "complained", Meaning.COMPLAINT,
                "opened",
                Meaning.IGNORED, "clicked", Meaning.IGNORED, "deferred", Meaning.IGNORED, "queued", Meaning.IGNORED,
                "autoresponded", Meaning.IGNORED, "unsubscribed", Meaning.UNSUBSCRIBE, "sent", Meaning.IGNORED,
                "bounced",
                Meaning.HARD);
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (String line : Files.readAllLines(CORPUS.resolve("index.jsonl"))) {
            JsonNode one = JSON.readTree(line);
            Meaning meaning = expected.get(one.path("expected_event").path("event.event_type").asString(""));
            String provider = one.path("provider").asString("");
            if (meaning != null && providers.containsKey(provider)) {
                String file = one.path("file").asString("");
                Verdict verdict = read(provider, Files.readString(CORPUS.resolve(file))).getFirst();
                looked++;
                if (verdict.type() != meaning) {
                    wrong.add(file + ": " + verdict.type());
                }
            }
        }

        assertThat(looked).isGreaterThan(15);
        assertThat(wrong).isEmpty();
    }

    private Incoming incoming(String body) {
        return Objects.requireNonNull(providers.get("mailgun"))
                .events(new HookRequest("", Map.of(), body.getBytes(UTF_8), NOW)).getFirst();
    }

    private List<Verdict> read(String code, String body) {
        Provider provider = Objects.requireNonNull(providers.get(code));
        HookRequest request = new HookRequest("", Map.of(), body.getBytes(UTF_8), NOW);
        List<Verdict> verdicts = new ArrayList<>();
        for (Incoming one : provider.events(request)) {
            verdicts.add(provider.read(new StoredFeedback(1, NOW, Way.HOOK, code, one.once(), null, Actor.SYSTEM, 0,
                    one.raw())));
        }
        return verdicts;
    }
}
