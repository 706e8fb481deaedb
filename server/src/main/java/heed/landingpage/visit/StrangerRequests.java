package heed.landingpage.visit;

import heed.landingpage.PageVersion;
import heed.landingpage.arrival.AddressOwners;
import heed.landingpage.arrival.VisitorStore;
import heed.landingpage.confirm.Confirmations;
import heed.ledger.Actor;
import heed.profile.ProfileRef;
import heed.profile.data.ProfileEdits;
import heed.quarantine.Address;
import heed.quarantine.AddressStore;
import heed.rules.Channel;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what a stranger asks for, and asks the owner of the address (semantics §3). An unknown address makes an unconfirmed
/// profile; a known one changes nothing on anybody.
@Component
class StrangerRequests {

    private final Proofs proofs;
    private final AddressStore addresses;
    private final VisitorStore visitors;
    private final AddressOwners owners;
    private final PageRequestStore requests;
    private final Confirmations confirmations;
    private final ProfileEdits edits;
    private final Clock clock;

    StrangerRequests(Proofs proofs, AddressStore addresses, VisitorStore visitors, AddressOwners owners,
            PageRequestStore requests, Confirmations confirmations, ProfileEdits edits, Clock clock) {
        this.proofs = proofs;
        this.addresses = addresses;
        this.visitors = visitors;
        this.owners = owners;
        this.requests = requests;
        this.confirmations = confirmations;
        this.edits = edits;
        this.clock = clock;
    }

    /// Asks for what the form wishes.
    ///
    /// @param typed the address as it was typed in
    @Transactional
    void ask(PageVersion page, Address address, String typed, Wishes wishes, Statement statement) {
        ObjectNode evidence = proofs.keep(statement).evidence();
        visitors.alone(address);
        int addressId = addresses.resolve(address);
        // Locked before its mails are counted: forms that come at once are counted one after the other.
        Optional<Integer> oldest = owners.lockOldest(addressId).map(ProfileRef::id);
        String language = evidence.path("language").asString("en");
        int profile = oldest.orElseGet(() -> make(page, address.spelling(typed), language));
        long request = requests.insert(new PageRequest(0, page.pageId(), page.version(), profile, oldest.isEmpty(),
                addressId, wishes.join(), language, evidence, clock.instant(), null));
        confirmations.requestProfile(profile, addressId, address.spelling(typed), request, page.pageId(),
                language);
    }

    /// Somebody new, whom no marketing reaches before the click.
    private int make(PageVersion page, String email, String language) {
        ObjectNode data = FormTaking.constants(page);
        data.putObject("addresses").put(Channel.EMAIL.code(), email);
        data.put("locale", language).put("unconfirmed", true);
        return edits.make("page-" + UUID.randomUUID(), data, Actor.RECIPIENT).id();
    }
}
