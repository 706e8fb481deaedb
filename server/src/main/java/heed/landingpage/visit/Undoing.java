package heed.landingpage.visit;

import heed.ledger.Actor;
import heed.ledger.Kind;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.ledger.Source;
import heed.ledger.Voiding;
import heed.ledger.Voiding.Outcome;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import heed.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Takes back what a form recorded, by the person who sent it (semantics §1, "Undo voids"): exactly those entries leave
/// their folds, never the opposite choice.
///
/// A token of [Purpose#UNDO] that names a page has the number of [UndoStore] as its `request`, one that names none the
/// one ledger entry itself.
@Component
class Undoing {

    /// So long may a stranger take back what was said of an address that was typed in. Later its owner may have seen it, and
    /// left it so.
    private static final Duration STRANGERS = Duration.ofHours(1);

    private static final Set<Kind> OWN = EnumSet.of(Kind.OPT_OUT, Kind.OPT_IN, Kind.SUBSCRIBED, Kind.UNSUBSCRIBED,
            Kind.SUBSCRIPTION_CONFIRMED);

    private final UndoStore store;
    private final LedgerReadStore entries;
    private final Voiding voiding;
    private final Links links;
    private final Clock clock;

    Undoing(UndoStore store, LedgerReadStore entries, Voiding voiding, Links links, Clock clock) {
        this.store = store;
        this.entries = entries;
        this.voiding = voiding;
        this.links = links;
        this.clock = clock;
    }

    /// What became of it.
    enum Undone {
        /// It is taken back.
        DONE,
        /// It was before.
        ALREADY,
        /// It cannot be: there is nothing of the kind, or the service is gone.
        NEVER
    }

    /// The token that takes these entries back.
    ///
    /// @param of what led to the page: whom it names, the undo names
    String token(Link of, List<Long> seqs) {
        return token(of, store.insert(of.page(), seqs, clock.instant()));
    }

    /// The token that takes back what is kept under that number.
    String token(Link of, long number) {
        return links.token(new Link(Purpose.UNDO, of.profile(), of.delivery(), of.page(), of.service(), number));
    }

    /// Voids what the link names: all of it that is not voided yet, or nothing.
    Undone undo(Link link) {
        Instant since = link.profile() == 0 ? clock.instant().minus(STRANGERS) : Instant.EPOCH;
        Set<Long> named = link.page() == 0 ? Set.of(link.request()) : store.find(link.request(), since);
        List<LedgerEntry> own = named.stream().map(entries::find).flatMap(Optional::stream).filter(Undoing::isOwn)
                .toList();
        Set<Long> standing = own.stream().filter(entry -> entry.voidedBy() == null).map(LedgerEntry::seq)
                .collect(Collectors.toSet());
        if (standing.isEmpty()) {
            return own.isEmpty() && !named.isEmpty() ? Undone.NEVER : Undone.ALREADY;
        }
        try {
            return switch (voiding.voidAll(standing, Actor.RECIPIENT, Source.LANDING_PAGE,
                    "taken back by the recipient",
                    true)) {
                case Outcome.Voided _ -> Undone.DONE;
                case Outcome.Unknown _ -> Undone.NEVER;
                case Outcome.Refused _ -> standing.stream().map(entries::find).flatMap(Optional::stream)
                        .allMatch(entry -> entry.voidedBy() != null) ? Undone.ALREADY : Undone.NEVER;
            };
        } catch (Problem _) {
            // What it changed has an owner who says no: a deleted service keeps its history.
            return Undone.NEVER;
        }
    }

    private static boolean isOwn(LedgerEntry entry) {
        return OWN.contains(entry.kind()) && entry.actor().equals(Actor.RECIPIENT.text());
    }
}
