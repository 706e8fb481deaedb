package heed.landingpage;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A page as it was published; it never changes.
///
/// @param pageId the page
/// @param version from 1 on; 0 is a draft that is only shown as a test
/// @param name of the page in its public address, `/page/{name}`
/// @param kind what it is for
/// @param serviceId the service it is about; null: the service of the link
/// @param preload does it show what is known of the person?
/// @param allowUnidentified is it open to people without a link of their own?
/// @param endsAt from when on it is closed; null: never. Whoever shows it asks
/// @param contents by language, `en`; at least one
/// @param constants attributes that are stored when the form is taken, by name; never shown, never a switch
/// @param message its own confirmation message; null: none
public record PageVersion(int pageId, int version, String name, PageKind kind, @Nullable Integer serviceId,
        boolean preload, boolean allowUnidentified, @Nullable Instant endsAt, Map<String, PageContent> contents,
        Map<String, String> constants, @Nullable PageMessage message, Instant publishedAt) {

    public PageVersion {
        contents = new TreeMap<>(contents);
        constants = new TreeMap<>(constants);
    }
}
