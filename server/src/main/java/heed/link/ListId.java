package heed.link;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// The value of the header `List-Id` of a service's messages (RFC 2919 §3; L2): `<news.choose.example.org>`.
///
/// It is the service's name below the host of public links, and stays as long as both do: mail programs sort by it. A name
/// that cannot stand in a header gives way to the service's number; an instance without a domain is `localhost`, as the
/// RFC has it for lists that nobody manages.
public final class ListId {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");
    private static final Pattern DOMAIN = Pattern
            .compile("(?=.{1,150}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String NOBODYS = "localhost";

    private ListId() {
    }

    /// The value for a service.
    ///
    /// @param id of the service
    /// @param name of the service
    /// @param base of public links
    public static String of(int id, String name, URI base) {
        String host = base.getHost() == null ? "" : base.getHost().toLowerCase(Locale.ROOT);
        return "<" + (LABEL.matcher(name).matches() ? name : "service-" + id) + "."
                + (DOMAIN.matcher(host).matches() ? host : NOBODYS) + ">";
    }
}
