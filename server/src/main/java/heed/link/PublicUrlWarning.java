package heed.link;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Says at the start where links cannot do what they are for.
@Component
class PublicUrlWarning {

    private static final Logger LOG = LoggerFactory.getLogger(PublicUrlWarning.class);

    private final Links links;

    PublicUrlWarning(Links links) {
        this.links = links;
    }

    /// U1: mailbox providers offer one-click for https alone.
    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        String url = links.url("/u/").toString();
        if (!url.startsWith("https://")) {
            LOG.warn(
                    "Recipients' links begin with {}: mailbox providers offer one-click unsubscribe for https only. Set"
                            + " HEED_PUBLIC_URL to the address that recipients reach.",
                    url);
        }
    }
}
