package heed.feedback.receive;

import heed.link.Links;
import heed.link.Purpose;
import heed.link.ReturnPaths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whom the receiver takes mail for: return paths that were signed here, and the unsubscribe mailbox with a token that was.
/// Anybody may send to it, so that nothing else is let in (D3). Asks no database.
final class Recipients {

    private final Links links;
    private final @Nullable String returnPathDomain;
    private final @Nullable String mailbox;

    Recipients(ReturnPaths paths, Links links) {
        this.links = links;
        this.returnPathDomain = paths.domain().orElse(null);
        this.mailbox = links.mailbox().orElse(null);
    }

    /// Is there nobody at all?
    boolean isEmpty() {
        return returnPathDomain == null && mailbox == null;
    }

    boolean takes(String recipient) {
        int at = recipient.lastIndexOf('@');
        if (at <= 0) {
            return false;
        }
        String local = recipient.substring(0, at);
        String domain = recipient.substring(at + 1);
        return (domain.equalsIgnoreCase(returnPathDomain) && isSigned(local.substring(1), Purpose.RETURN_PATH))
                || (mailbox != null && isUnsubscribe(mailbox, local, domain));
    }

    private boolean isUnsubscribe(String box, String local, String domain) {
        int at = box.lastIndexOf('@');
        String before = box.substring(0, at).toLowerCase(Locale.ROOT) + "+";
        return domain.equalsIgnoreCase(box.substring(at + 1)) && local.toLowerCase(Locale.ROOT).startsWith(before)
                && isSigned(local.substring(before.length()), Purpose.UNSUBSCRIBE);
    }

    private boolean isSigned(String token, Purpose purpose) {
        return links.read(token).filter(link -> link.purpose() == purpose).isPresent();
    }
}
