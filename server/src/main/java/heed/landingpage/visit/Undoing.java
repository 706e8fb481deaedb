package heed.landingpage.visit;

import heed.landingpage.confirm.UndoMessages;
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
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.subscription.ServiceStore;
import heed.subscription.ServiceStore.Ever;
import heed.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final ProfileKeyStore profiles;
    private final ServiceStore services;
    private final Links links;
    private final Proofs proofs;
    private final UndoMessages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Undoing(UndoStore store, LedgerReadStore entries, Voiding voiding, ProfileKeyStore profiles,
            ServiceStore services, Links links, Proofs proofs, UndoMessages messages, TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.entries = entries;
        this.voiding = voiding;
        this.profiles = profiles;
        this.services = services;
        this.links = links;
        this.proofs = proofs;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What became of it.
    enum Undone {
        /// It is taken back.
        DONE,
        /// It was before.
        ALREADY,
        /// It cannot be: there is nothing of the kind, it is long ago, the service is gone, or the person was merged into
        /// another.
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

    /// Is it early enough to take back what the link names, whoever the address belongs to, if to anybody?
    boolean isInTime(Link link) {
        return link.page() == 0 || store.has(link.request(), since(link));
    }

    private Instant since(Link link) {
        return link.profile() == 0 ? clock.instant().minus(STRANGERS) : Instant.EPOCH;
    }

    /// Voids what the link names: all of it that is not voided yet, or nothing.
    ///
    /// What was chosen for a profile that was merged since went over to the one that stays, by entries of the merge: nothing
    /// that is voided now would change what counts, so nothing is, and nobody reads that it was taken back. Choosing anew is
    /// for the page below. Of what a stranger recorded for several people the others' part is taken back, and of several
    /// services that of those which are not deleted.
    ///
    /// @param said who takes it back, and what was read beside the button
    Undone undo(Link link, Statement said) {
        boolean strangers = link.profile() == 0;
        Set<Long> named = link.page() == 0 ? Set.of(link.request()) : store.find(link.request(), since(link));
        List<LedgerEntry> own = named.stream().map(entries::find).flatMap(Optional::stream).filter(Undoing::isOwn)
                .toList();
        Set<Long> standing = own.stream().filter(entry -> entry.voidedBy() == null)
                .filter(entry -> !strangers || !isGone(entry)).map(LedgerEntry::seq).collect(Collectors.toSet());
        if (standing.isEmpty()) {
            return own.isEmpty() ? Undone.NEVER : Undone.ALREADY;
        }
        try {
            Optional<Outcome> outcome = Objects.requireNonNull(transaction.execute(tx -> {
                Outcome done = voiding.voidAll(standing, Actor.RECIPIENT, Source.LANDING_PAGE, said.reason(),
                        proofs.keep(said).evidence(), true);
                // Locked by now: who is not merged yet stays so until this is committed.
                boolean merged = own.stream().filter(entry -> standing.contains(entry.seq())).anyMatch(this::isMerged);
                if (merged || !(done instanceof Outcome.Voided)) {
                    tx.setRollbackOnly();
                } else {
                    messages.tell(standing, strangers);
                }
                return merged ? Optional.<Outcome>empty() : Optional.of(done);
            }));
            return outcome.map(done -> undone(done, standing)).orElse(Undone.NEVER);
        } catch (Problem _) {
            // What it changed has an owner who says no: a deleted service keeps its history.
            return Undone.NEVER;
        }
    }

    private Undone undone(Outcome outcome, Set<Long> standing) {
        return switch (outcome) {
            case Outcome.Voided _ -> Undone.DONE;
            case Outcome.Unknown _ -> Undone.NEVER;
            case Outcome.Refused _ -> standing.stream().map(entries::find).flatMap(Optional::stream)
                    .allMatch(entry -> entry.voidedBy() != null) ? Undone.ALREADY : Undone.NEVER;
        };
    }

    private boolean isGone(LedgerEntry entry) {
        Integer service = entry.touched().serviceId();
        return isMerged(entry)
                || (service != null && services.ever(service.intValue()).filter(Ever::deleted).isPresent());
    }

    private boolean isMerged(LedgerEntry entry) {
        Integer profile = entry.touched().profileId();
        return profile != null && profiles.find(profile.intValue()).filter(ProfileRef::alias).isPresent();
    }

    private static boolean isOwn(LedgerEntry entry) {
        return OWN.contains(entry.kind()) && entry.actor().equals(Actor.RECIPIENT.text());
    }
}
