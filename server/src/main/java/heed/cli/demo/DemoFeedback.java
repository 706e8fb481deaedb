package heed.cli.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Feedback of every kind for the demo's inbox: messages as mail systems and people write them, texts, typed events.
final class DemoFeedback {

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example (Mail Delivery System)
            To: bounces@shop.example
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            I'm sorry to have to inform you that your message could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; %1$s
            Action: failed
            Status: %2$s
            Diagnostic-Code: smtp; %3$s

            --b--
            """;

    private final DemoClient server;

    DemoFeedback(DemoClient server) {
        this.server = server;
    }

    /// Sends it all, as those would who send such things.
    void send() throws IOException {
        mail(BOUNCE.formatted(address(1), "5.1.1", "550 5.1.1 user unknown"));
        mail(BOUNCE.formatted(address(2), "4.2.2", "452 4.2.2 mailbox full"));
        mail(BOUNCE.formatted(address(3), "5.7.1", "554 5.7.1 message refused by policy"));
        mail(complaint(address(4)));
        mail(away(address(5)));
        text("+33639980001", "STOP");
        text("+33639980002", "merci de ne plus m'écrire svp");
        text("+33639980003", "who is this?");
        server.postAll("/feedback", List.of(
                Map.of("channel", "email", "address", address(6), "type", "delivered"),
                Map.of("channel", "email", "address", address(7), "type", "hard", "reason", "invalid_domain", "text",
                        "550 5.1.2 no such domain")));
    }

    private void mail(String message) throws IOException {
        server.postRaw("/feedback/email", message.replace("\n", "\r\n"), "message/rfc822");
    }

    private void text(String from, String text) throws IOException {
        server.post("/feedback/sms", Map.of("from", from, "to", "36063", "text", text));
    }

    private static String address(int number) {
        return "someone%d@mailbox.example".formatted(number);
    }

    private static String complaint(String address) {
        return """
                From: complaints@mailbox.example
                To: abuse@shop.example
                Subject: Complaint about a message
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: text/plain

                This is an email abuse report.

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Example/1.0
                Version: 1
                Original-Rcpt-To: %s

                --b
                Content-Type: message/rfc822

                From: News <news@shop.example>
                Subject: Spring sale

                Everything must go.

                --b--
                """.formatted(address);
    }

    private static String away(String address) {
        return """
                From: %s
                To: news@shop.example
                Subject: Out of office: Spring sale
                Auto-Submitted: auto-replied

                I am away until Monday.
                """.formatted(address);
    }
}
