package heed.landingpage;

import heed.landingpage.markup.Placeholders;
import java.time.Instant;
import java.util.List;
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
/// @param offers names of the services to choose from where it is about none; empty: every service
public record PageVersion(int pageId, int version, String name, PageKind kind, @Nullable Integer serviceId,
        boolean preload, boolean allowUnidentified, @Nullable Instant endsAt, Map<String, PageContent> contents,
        Map<String, String> constants, @Nullable PageMessage message, Instant publishedAt,
        List<String> offers) {

    public PageVersion {
        contents = new TreeMap<>(contents);
        constants = new TreeMap<>(constants);
        offers = List.copyOf(offers);
    }

    /// One that offers every service.
    public PageVersion(int pageId, int version, String name, PageKind kind, @Nullable Integer serviceId,
            boolean preload, boolean allowUnidentified, @Nullable Instant endsAt, Map<String, PageContent> contents,
            Map<String, String> constants, @Nullable PageMessage message, Instant publishedAt) {
        this(pageId, version, name, kind, serviceId, preload, allowUnidentified, endsAt, contents, constants, message,
                publishedAt, List.of());
    }

    /// What it is called in that language, else in one that it speaks, without anything of a person; where nothing else is in
    /// its title, by the name in its address.
    public String title(String language) {
        PageContent spoken = contents.getOrDefault(language, contents.values().iterator().next());
        String title = Placeholders.replace(spoken.title(), _ -> "").strip();
        return title.isEmpty() ? name : title;
    }

    /// Has its author placed that control, in whatever language?
    public boolean places(Control control) {
        return contents.values().stream().anyMatch(one -> Placeholders.names(one.body()).contains(control.code()));
    }
}
