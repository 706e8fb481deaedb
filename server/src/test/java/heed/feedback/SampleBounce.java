package heed.feedback;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A report of a mail system (RFC 3464) that says of each of some recipients that nobody is called so.
final class SampleBounce {

    private SampleBounce() {
    }

    /// The message, with line feeds alone.
    ///
    /// @param to whom it is sent to
    static String of(String to, String... recipients) {
        String groups = Arrays.stream(recipients).map("""
                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 user unknown
                """::formatted).collect(Collectors.joining("\n"));
        return """
                From: MAILER-DAEMON@mx.example
                To: <%s>
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                Your message could not be delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                %s
                --b--
                """.formatted(to, groups);
    }
}
