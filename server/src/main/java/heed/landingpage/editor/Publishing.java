package heed.landingpage.editor;

import heed.landingpage.PageDraft;
import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.Sha256;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.subscription.ServiceStore;
import heed.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes, publishes, unpublishes, deletes and restores landing pages, with the ledger entry in the same transaction.
///
/// What was published stays as it was: publishing again makes another version. Saving a draft is in no ledger, for no
/// visitor sees it.
@Component
class Publishing {

    private static final int KILO = 1_000;

    private final DraftStore store;
    private final ServiceStore services;
    private final PageWeight weight;
    private final LedgerStore ledger;
    private final Clock clock;

    Publishing(DraftStore store, ServiceStore services, PageWeight weight, LedgerStore ledger, Clock clock) {
        this.store = store;
        this.services = services;
        this.weight = weight;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What publishing came to.
    sealed interface Outcome {

        /// A version was opened.
        ///
        /// @param before the version that was open before; 0: none
        record Published(int version, int before) implements Outcome {}

        /// The draft says what is open already.
        record Same(int version) implements Outcome {}

        /// Something is missing: nothing changed.
        record Refused(List<Lack> lacks) implements Outcome {}
    }

    /// Makes a page and returns its id; empty where there is one of that name.
    @Transactional
    Optional<Integer> create(String name, PageKind kind, PageDraft draft, Actor actor) {
        Optional<Integer> made = store.insert(name, kind, draft, now());
        made.ifPresent(id -> ledger.append(entry(Kind.PAGE_CREATED, actor).change(null,
                json(id, name).put("kind", kind.code()).put("label", draft.label()))));
        return made;
    }

    /// Saves the draft, if nobody has saved another one since that revision.
    ///
    /// @throws Problem 412 where somebody has
    @Transactional
    LandingPage save(int id, int revision, PageDraft draft) {
        LandingPage page = held(id);
        if (page.draft().equals(draft)) {
            return page;
        }
        if (page.revision() != revision) {
            throw Problem.preconditionFailed("the page was changed since it was looked at");
        }
        store.save(id, draft, now());
        return held(id);
    }

    /// Back to the draft before, if nobody has saved another one since that revision.
    ///
    /// @throws Problem 412 where somebody has
    @Transactional
    void back(int id, int revision) {
        if (held(id).revision() != revision) {
            throw Problem.preconditionFailed("the page was changed since it was looked at");
        }
        store.swap(id, now());
    }

    /// What keeps the draft from being published.
    List<Lack> lacks(LandingPage page) {
        Integer service = page.draft().serviceId();
        boolean lives = service == null || services.living(List.of(service)).containsKey(service);
        List<Lack> lacks = new ArrayList<>(Lack.of(page.kind(), page.draft(), lives, now()));
        Set<String> known = services.findAll(page.draft().offers()).keySet();
        page.draft().offers().stream().filter(name -> !known.contains(name))
                .forEach(name -> lacks.add(new Lack("offers", null, name)));
        PageVersion version = page.draft().version(page.id(), 0, page.name(), page.kind(), page.updatedAt());
        version.contents().keySet().forEach(language -> {
            long bytes = weight.of(version, language);
            if (bytes > PageWeight.MOST) {
                lacks.add(new Lack("heavy", language, Long.toString((bytes + KILO - 1) / KILO)));
            }
        });
        return List.copyOf(lacks);
    }

    /// Has the draft something to say that the open version does not?
    boolean isChanged(LandingPage page) {
        return !page.isOpen() || !hash(page.draft()).equals(page.sha256());
    }

    /// Opens what the draft says to visitors.
    @Transactional
    Outcome publish(int id, Actor actor) {
        LandingPage page = held(id);
        List<Lack> lacks = lacks(page);
        if (!lacks.isEmpty()) {
            return new Outcome.Refused(lacks);
        }
        Integer last = page.version();
        String hash = hash(page.draft());
        if (last != null && hash.equals(page.sha256())) {
            if (page.isOpen()) {
                return new Outcome.Same(last);
            }
            open(page, last, hash, null, actor);
            return new Outcome.Published(last, 0);
        }
        int version = store.addVersion(id, page.draft(), hash, now(), actor.text());
        open(page, version, hash, null, actor);
        return new Outcome.Published(version, page.openVersion());
    }

    /// Opens a version that was published before.
    ///
    /// @throws Problem 404 for one that never was
    @Transactional
    void reopen(int id, int version, String reason, Actor actor) {
        LandingPage page = held(id);
        String hash = store.versions(id).stream().filter(one -> one.version() == version).findFirst()
                .orElseThrow(() -> Problem.notFound("there is no such version")).sha256();
        if (page.openVersion() != version) {
            open(page, version, hash, reason, actor);
        }
    }

    /// Closes the page to visitors; returns the version that was open, 0 where none was.
    @Transactional
    int unpublish(int id, String reason, Actor actor) {
        LandingPage page = held(id);
        int version = page.openVersion();
        if (version > 0) {
            store.close(id, now());
            ledger.append(entry(Kind.PAGE_UNPUBLISHED, actor)
                    .change(json(id, page.name()).put("version", version), null).reason(reason));
        }
        return version;
    }

    /// Closes the page and takes it out of every list; its versions stay as proof.
    @Transactional
    void delete(int id, String reason, Actor actor) {
        LandingPage page = held(id);
        store.delete(id, now());
        ObjectNode was = json(id, page.name());
        if (page.openVersion() > 0) {
            was.put("version", page.openVersion());
        }
        ledger.append(entry(Kind.PAGE_DELETED, actor).change(was, null).reason(reason));
    }

    /// Takes a deletion back; not where its name is another page's by now.
    @Transactional
    boolean restore(int id, String reason, Actor actor) {
        LandingPage page = store.lock(id).filter(one -> one.deletedAt() != null).orElseThrow(Publishing::unknown);
        boolean restored = store.restore(id, now());
        if (restored) {
            ledger.append(entry(Kind.PAGE_RESTORED, actor).change(null, json(id, page.name()))
                    .reason(reason));
        }
        return restored;
    }

    /// The living page.
    ///
    /// @throws Problem 404
    LandingPage page(int id) {
        return store.find(id).filter(one -> one.deletedAt() == null).orElseThrow(Publishing::unknown);
    }

    private LandingPage held(int id) {
        return store.lock(id).filter(one -> one.deletedAt() == null).orElseThrow(Publishing::unknown);
    }

    private void open(LandingPage page, int version, String hash, @Nullable String reason, Actor actor) {
        store.open(page.id(), version, now());
        ObjectNode from = json(page.id(), page.name());
        ObjectNode to = json(page.id(), page.name()).put("version", version).put("content", hash);
        if (page.openVersion() > 0) {
            from.put("version", page.openVersion()).put("content", page.sha256());
        }
        ledger.append(entry(Kind.PAGE_PUBLISHED, actor).change(from, to).reason(reason));
    }

    /// It touches nobody: one that touches a service has every subscription to it read anew by whoever follows the ledger.
    private Entry entry(Kind kind, Actor actor) {
        return Entry.of(kind, now(), actor, actor.source());
    }

    private String hash(PageDraft draft) {
        return Sha256.of(store.json(draft));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ObjectNode json(int id, String name) {
        return JsonNodeFactory.instance.objectNode().put("page", id).put("name", name);
    }

    static Problem unknown() {
        return Problem.notFound("there is no such page");
    }
}
