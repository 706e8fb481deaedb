package heed.landingpage.editor;

import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.ledger.Actor;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One published page of each kind, for `heed demo`.
@Component
public class SamplePages {
    private static final Map<PageKind, String> NAMES = names();

    private static final int MOST = 100;

    private final Publishing publishing;
    private final DraftStore store;
    private final ServiceStore services;

    SamplePages(Publishing publishing, DraftStore store, ServiceStore services) {
        this.publishing = publishing;
        this.store = store;
        this.services = services;
    }

    /// One of them.
    ///
    /// @param name in its public address
    public record Sample(int id, String name, PageKind kind) {}

    /// Makes them where there is no page at all: open to strangers and in every language.
    ///
    /// @param service the name of the service that pages about one are linked to
    @Transactional
    public void makeIfNone(String service) {
        if (!store.list("", 1).isEmpty()) {
            return;
        }
        Optional<Integer> linked = services.find(service).map(ServiceDefinition::id);
        NAMES.forEach((kind, name) -> {
            PageDraft fresh = ListPages.fresh(label(name), kind);
            boolean about = kind == PageKind.SUBSCRIPTION || kind == PageKind.UNSUBSCRIPTION;
            PageDraft draft = new PageDraft(fresh.label(), about ? linked.orElse(null) : null, true, true, null,
                    fresh.contents(), Map.of(), null);
            publishing.create(name, kind, draft, Actor.SYSTEM).ifPresent(id -> publishing.publish(id, Actor.SYSTEM));
        });
    }

    /// Those of them that are open to visitors now.
    public List<Sample> open() {
        return store.list("", MOST).stream()
                .filter(page -> page.isOpen() && NAMES.containsValue(page.name()))
                .map(page -> new Sample(page.id(), page.name(), page.kind())).toList();
    }

    private static String label(String name) {
        return "Sample: " + name.replace('-', ' ');
    }

    private static Map<PageKind, String> names() {
        Map<PageKind, String> names = new LinkedHashMap<>();
        names.put(PageKind.PREFERENCES, "preferences");
        names.put(PageKind.OPT_OUT_ALL, "stop-everything");
        names.put(PageKind.SUBSCRIPTION, "subscribe");
        names.put(PageKind.UNSUBSCRIPTION, "unsubscribe");
        names.put(PageKind.ACQUISITION, "sign-up");
        return names;
    }
}
