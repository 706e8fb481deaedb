package heed.link;

import heed.testing.TestServer;
import heed.web.WebSettings;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/// The links of an instance that takes mail to unsubscribe, on the database of the test server.
public final class MailboxLinks {

    private MailboxLinks() {
    }

    /// Makes them.
    ///
    /// @param publicUrl `HEED_PUBLIC_URL`
    /// @param mailbox `HEED_UNSUBSCRIBE_MAILBOX`
    public static Links of(String publicUrl, String mailbox) {
        return new Links(TestServer.bean(LinkKeys.class),
                new WebSettings(publicUrl, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1)),
                new LinkSettings(mailbox, "en"), TestServer.bean(Environment.class));
    }

    /// Return paths of an instance that has no domain for them.
    public static ReturnPaths noReturnPaths() {
        return new ReturnPaths(TestServer.bean(Links.class), "");
    }
}
