package heed.mail;

import static org.assertj.core.api.Assertions.assertThat;

import heed.mail.Relay.Outcome;
import heed.testing.Api;
import heed.testing.TestServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxIT {

    private static Mailbox box;

    private final Api api = TestServer.api();
    private final Outbox outbox = TestServer.bean(Outbox.class);
    private final OutboxStore store = TestServer.bean(OutboxStore.class);
    private final MailServer server = TestServer.bean(MailServer.class);
    private final SendJob job = TestServer.bean(SendJob.class);
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final TransactionTemplate transaction = TestServer.bean(TransactionTemplate.class);
    private final Instant now = TestServer.bean(Clock.class).instant();
    private final String domain = TestServer.unique("outbox") + ".example";

    @BeforeAll
    static void open() {
        box = Mailbox.open();
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @Test
    void aMessageArrivesWithEverythingThatMailNeeds() throws MessagingException, IOException {
        long id = add("Ada", "<p>Grüße</p>", Map.of("List-Unsubscribe", "<https://x.example/u/abc>"));

        MimeMessage mail = only("Ada");

        StoredMail stored = stored(id);
        assertThat(stored.state()).isEqualTo(MailState.SENT);
        assertThat(stored.sentAt()).isNotNull();
        assertThat(mail.getMessageID()).isEqualTo(stored.messageId()).endsWith("@localhost>");
        assertThat(mail.getHeader("From", null)).contains("<no-reply@localhost>");
        assertThat(mail.getHeader("To", null)).isEqualTo("Ada@" + domain);
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress", null)).isEqualTo("All");
        assertThat(mail.getHeader("List-Unsubscribe", null)).isEqualTo("<https://x.example/u/abc>");
        assertThat(mail.getHeader("Content-Language", null)).isEqualTo("de");
        assertThat(Duration.between(now, mail.getSentDate().toInstant()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(mail.getSubject()).isEqualTo("Grüße an 100 %");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .isEqualToNormalizingNewlines("Guten Tag,\nschöne Grüße");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString()).isEqualTo("<p>Grüße</p>");
    }

    @Test
    void onlyWhatIsCommittedIsSentAndOnlyOnce() {
        OutgoingMail mail = mail("twice", null, Map.of());
        transaction.executeWithoutResult(tx -> {
            outbox.add(mail("never", null, Map.of()));
            tx.setRollbackOnly();
        });

        assertThat(add(mail)).isTrue();
        assertThat(add(mail)).isFalse();

        assertThat(box.received("twice@" + domain)).hasSize(1);
        assertThat(box.received("never@" + domain)).isEmpty();
        assertThat(outbox.idOf("never-" + domain)).isEmpty();
    }

    @Test
    void whatTheServerRefusesForNowIsTriedAgainAndWhatItRefusesForGoodIsNot() {
        try (MoodyServer moody = new MoodyServer()) {
            server.use(moody.smtp());
            long later = add("later", null, Map.of());
            long sulk = add("sulk", null, Map.of());
            long never = add("never", null, Map.of());
            long soon = add("soon", null, Map.of());
            job.sendDue();

            assertThat(stored(never)).matches(mail -> mail.state() == MailState.FAILED)
                    .extracting(StoredMail::lastError).asString().contains("550", "5.1.1");
            assertThat(stored(later).state()).isEqualTo(MailState.WAITING);
            assertThat(stored(later).lastError()).contains("451");
            assertThat(Duration.between(now, stored(later).nextAt())).isBetween(Duration.ofSeconds(50),
                    Duration.ofMinutes(3));
            assertThat(stored(sulk).state()).isEqualTo(MailState.WAITING);
            assertThat(stored(sulk).lastError()).contains("452");
            assertThat(stored(soon).state()).isEqualTo(MailState.SENT);

            due(later);
            job.sendDue();
            assertThat(stored(later).state()).isEqualTo(MailState.SENT);
            assertThat(stored(later).attempts()).isEqualTo(2);
            assertThat(stored(later).lastError()).isNull();
            assertThat(moody.taken()).containsExactlyInAnyOrder("soon@" + domain, "later@" + domain);

            jdbc.sql("update outbox set attempts = 5 where id = :id").param("id", sulk).update();
            due(sulk);
            job.sendDue();
            assertThat(stored(sulk).state()).isEqualTo(MailState.FAILED);
        } finally {
            server.use(box.smtp());
        }
    }

    @Test
    void aServerThatIsAwayCostsAnAttemptOfOneMessageAtATime() {
        try {
            server.use(new SmtpServer("127.0.0.1", 1, SmtpServer.Tls.NONE, null, null));
            long first = add("first", null, Map.of());
            long second = add("second", null, Map.of());
            job.sendDue();

            assertThat(List.of(stored(first).state(), stored(second).state())).containsOnly(MailState.WAITING);
            assertThat(stored(first).lastError()).isNotNull();

            server.use(box.smtp());
            due(first);
            due(second);
            assertThat(box.received("first@" + domain)).hasSize(1);
            assertThat(box.received("second@" + domain)).hasSize(1);
        } finally {
            server.use(box.smtp());
        }
    }

    @Test
    void whoDiesAfterTheClaimLeavesItToTheNext() {
        StoredMail claimed = claimed("claimed");

        assertThat(box.received("claimed@" + domain)).isEmpty();
        due(claimed.id());

        assertThat(box.received("claimed@" + domain)).hasSize(1);
        assertThat(stored(claimed.id()).attempts()).isEqualTo(2);
        store.settle(claimed, MailState.FAILED, now, "too late", null, now);
        assertThat(stored(claimed.id()).state()).isEqualTo(MailState.SENT);
    }

    @Test
    void whoDiesAfterSendingHasItSentTwiceUnderOneId() throws MessagingException {
        StoredMail claimed = claimed("sent");
        try (Relay relay = new Relay(box.smtp(), "localhost")) {
            Outcome outcome = relay.send(claimed, TestServer.bean(MailFrom.class).address(), claimed.mail().to(), now);
            assertThat(outcome).isEqualTo(new Outcome.Sent());
        }
        due(claimed.id());

        List<MimeMessage> twice = box.received("sent@" + domain);

        assertThat(twice).hasSize(2);
        assertThat(twice.getFirst().getMessageID()).isEqualTo(twice.getLast().getMessageID());
    }

    @Test
    void anAddressThatGetsNothingGetsNoMessageEither() {
        quarantine("gone");
        api.put("/excluded-domains/not." + domain).json(Map.of("reason", "test")).send();
        long before = add("gone", null, Map.of());
        long excluded = add("x@not", null, Map.of());
        long unreadable = add("x@@", null, Map.of());
        StoredMail meanwhile = claimed("meanwhile");
        quarantine("meanwhile");
        due(meanwhile.id());

        assertThat(box.received("gone@" + domain)).isEmpty();
        assertThat(box.received("meanwhile@" + domain)).isEmpty();
        assertThat(stored(before).state()).isEqualTo(MailState.WITHHELD);
        assertThat(stored(before).reason()).isEqualTo("address_quarantined");
        assertThat(stored(excluded).reason()).isEqualTo("excluded_domain");
        assertThat(stored(unreadable).reason()).isEqualTo("unreadable");
        assertThat(stored(meanwhile.id()).state()).isEqualTo(MailState.WITHHELD);
    }

    @Test
    void aDeletedPersonsMessagesAreForgotten() {
        String key = TestServer.unique("forgotten");
        int profile = api.put("/profiles/" + key).json(Map.of("addresses", Map.of("email", "gone@" + domain))).send()
                .expect(201).at("/id").asInt();
        OutgoingMail mail = new OutgoingMail("them@" + domain, profile, "subscribed", "en", "s", "t", null, Map.of(),
                "person-" + domain);
        assertThat(add(mail)).isTrue();
        assertThat(outbox.idOf("person-" + domain)).isPresent();

        api.delete("/profiles/" + key).send().expect(204);

        assertThat(outbox.idOf("person-" + domain)).isEmpty();
    }

    private void quarantine(String name) {
        api.post("/quarantine")
                .json(Map.of("channel", "email", "address", name + "@" + domain, "status", "quarantined"))
                .send().expect(201);
    }

    /// A message that somebody has claimed and then died; nobody else can have seen it before.
    private StoredMail claimed(String name) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            store.insert(mail(name, null, Map.of()), MailState.WAITING, null, "<" + name + "@" + domain + ">", now);
            return store.claim(now.plusSeconds(1), now.plus(Duration.ofHours(1)), 1000).stream()
                    .filter(one -> one.mail().to().equals(name + "@" + domain)).findFirst().orElseThrow();
        }));
    }

    private void due(long id) {
        jdbc.sql("update outbox set next_at = created_at where id = :id").param("id", id).update();
    }

    private MimeMessage only(String name) {
        List<MimeMessage> received = box.received(name + "@" + domain);
        assertThat(received).hasSize(1);
        return received.getFirst();
    }

    private long add(String name, @Nullable String html, Map<String, String> headers) {
        OutgoingMail mail = mail(name, html, headers);
        assertThat(add(mail)).isTrue();
        return outbox.idOf(mail.once()).orElseThrow();
    }

    private boolean add(OutgoingMail mail) {
        return Boolean.TRUE.equals(transaction.execute(_ -> outbox.add(mail)));
    }

    private OutgoingMail mail(String name, @Nullable String html, Map<String, String> headers) {
        String to = name.contains("@") ? name + "." + domain : name + "@" + domain;
        return new OutgoingMail(to, null, "subscribed", "de", "Grüße an 100 %", "Guten Tag,\nschöne Grüße", html,
                headers,
                name + "-" + domain);
    }

    private StoredMail stored(long id) {
        return store.find(id).orElseThrow();
    }
}
