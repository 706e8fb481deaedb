package heed.delivery.recipient;

import heed.delivery.Delivery.Plan;
import heed.delivery.Delivery.ServiceRef;
import heed.link.Link;
import heed.link.Links;
import heed.link.ListId;
import heed.link.PreferencesPage;
import heed.link.Purpose;
import heed.link.ReturnPaths;
import heed.rules.Channel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The links that a message of a delivery carries, for whoever sends it: ready-made, one person's each. To unsubscribe and,
/// where a page of preferences is open to visitors, to that.
///
/// On e-mail with the values of the headers `List-Unsubscribe` (one HTTPS URI, and a mailto where there is a mailbox: U1, L1)
/// and `List-Unsubscribe-Post` (U2), where the delivery is for a service with that of `List-Id` (L2), and where bounces come
/// back to, with a signed return path and Message-ID (D3); on other channels the link alone, to be written into the text.
public final class RecipientLinks {

    /// RFC 8058 §3.1: exactly this.
    static final String POST = "List-Unsubscribe=One-Click";

    private final Links links;
    private final long delivery;
    private final int service;
    private final int channel;
    private final String url;
    private final @Nullable String mailto;
    private final int page;
    private final String pageUrl;
    private final boolean headers;
    private final @Nullable String list;
    private final @Nullable ReturnPaths returnPaths;

    private RecipientLinks(Links links, ReturnPaths returnPaths, long delivery, Plan plan, @Nullable String mailbox,
            int page) {
        this.links = links;
        this.delivery = delivery;
        this.service = Objects.requireNonNullElse(plan.serviceId(), 0);
        this.channel = plan.channel().number();
        this.url = links.url("/u/").toASCIIString();
        this.mailto = mailbox;
        this.page = page;
        this.pageUrl = links.url("/p/").toASCIIString();
        this.headers = plan.channel() == Channel.EMAIL;
        ServiceRef about = plan.service();
        this.list = about == null || !headers ? null : ListId.of(about.id(), about.name(), links.url("/"));
        this.returnPaths = headers && returnPaths.domain().isPresent() ? returnPaths : null;
    }

    /// Makes the links of a delivery.
    @Component
    public static class Maker {

        private final Links links;
        private final ReturnPaths returnPaths;
        private final PreferencesPage preferences;

        Maker(Links links, ReturnPaths returnPaths, PreferencesPage preferences) {
            this.links = links;
            this.returnPaths = returnPaths;
            this.preferences = preferences;
        }

        /// Those of that delivery, as it is now.
        ///
        /// @param delivery its id
        public RecipientLinks of(long delivery, Plan plan) {
            return new RecipientLinks(links, returnPaths, delivery, plan, links.mailbox().orElse(null),
                    preferences.open().orElse(0));
        }
    }

    /// Those of a person, as further fields of a JSON object, from the comma on: `,"unsubscribeUrl":"…"`.
    String fields(int profile) {
        String token = links.token(Link.unsubscribe(profile, delivery, service, channel));
        StringBuilder fields = new StringBuilder(512).append(",\"unsubscribeUrl\":\"").append(url).append(token)
                .append('"');
        if (page != 0) {
            fields.append(",\"preferencesUrl\":\"").append(pageUrl)
                    .append(links.token(new Link(Purpose.PAGE, profile, delivery, page, service, 0))).append('"');
        }
        if (headers) {
            fields.append(",\"listUnsubscribe\":\"").append(header(token)).append("\",\"listUnsubscribePost\":\"")
                    .append(POST).append('"');
        }
        if (list != null) {
            fields.append(",\"listId\":\"").append(list).append('"');
        }
        if (returnPaths != null) {
            String back = returnPaths.of(profile, delivery);
            fields.append(",\"returnPath\":\"").append(back).append("\",\"messageId\":\"<").append(back).append(">\"");
        }
        return fields.toString();
    }

    /// RFC 2369 §2: each URI in angle brackets. The mailbox has the token behind a `+`, whole and as it is (L3).
    private String header(String token) {
        return mailto == null
                ? "<" + url + token + ">"
                : "<" + url + token + ">, <mailto:" + mailto.replace("@", "+" + token + "@") + ">";
    }
}
