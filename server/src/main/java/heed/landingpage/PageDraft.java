package heed.landingpage;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What operators edit of a page, and what a version keeps of it.
///
/// @param label what operators call it
/// @param serviceId the service it is about; null: the service of the link
/// @param preload does it show what is known of the person?
/// @param allowUnidentified is it open to people without a link of their own?
/// @param endsAt from when on it is closed; null: never
/// @param contents by language, `en`
/// @param constants attributes that are stored when the form is taken, by name; never shown, never a switch
/// @param message its own confirmation message; null: none
public record PageDraft(String label, @Nullable Integer serviceId, boolean preload, boolean allowUnidentified,
        @Nullable Instant endsAt, Map<String, PageContent> contents, Map<String, String> constants,
        @Nullable PageMessage message) {

    public PageDraft {
        contents = new TreeMap<>(contents);
        constants = new TreeMap<>(constants);
    }

    /// A version with this content.
    public PageVersion version(int pageId, int version, String name, PageKind kind, Instant publishedAt) {
        return new PageVersion(pageId, version, name, kind, serviceId, preload, allowUnidentified, endsAt, contents,
                constants, message, publishedAt);
    }
}
