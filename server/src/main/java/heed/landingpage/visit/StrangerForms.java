package heed.landingpage.visit;

import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Visit;
import heed.landingpage.arrival.VisitorStore;
import heed.landingpage.arrival.VisitorStore.Owner;
import heed.landingpage.confirm.Confirmations;
import heed.ledger.Actor;
import heed.link.PublicLimits;
import heed.profile.data.ProfileEdits;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.quarantine.AddressStore;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/// Takes what somebody asks for who has typed an address, and may be anybody.
///
/// What restricts counts at once, for every living profile with the address, each its own choice: withdrawing needs no
/// link and no login (E7.3, CA1), and whoever stops another's messages has done no more than an unsubscribe does; the
/// owner opts in again. What gives something waits for a click in a message to the address (semantics §3): an unknown
/// address makes an unconfirmed profile, a known one changes nothing before. The page says the same words whether the
/// address is known or not, and so does it where no more mail goes to it (limits per address and domain).
@Component
class StrangerForms {

    private final AddressParser parser;
    private final AddressStore addresses;
    private final VisitorStore visitors;
    private final Arrivals arrivals;
    private final FormTaking forms;
    private final Proofs proofs;
    private final PageRequestStore requests;
    private final Confirmations confirmations;
    private final ProfileEdits edits;
    private final PublicLimits limits;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StrangerForms(AddressParser parser, AddressStore addresses, VisitorStore visitors, Arrivals arrivals,
            FormTaking forms, Proofs proofs, PageRequestStore requests, Confirmations confirmations, ProfileEdits edits,
            PublicLimits limits, TransactionTemplate transaction, Clock clock) {
        this.parser = parser;
        this.addresses = addresses;
        this.visitors = visitors;
        this.arrivals = arrivals;
        this.forms = forms;
        this.proofs = proofs;
        this.requests = requests;
        this.confirmations = confirmations;
        this.edits = edits;
        this.limits = limits;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What became of it, as far as a stranger is told.
    sealed interface Result {

        /// What was typed is no address.
        record NoAddress() implements Result {}

        /// Too much comes from this network; later.
        record TooMany() implements Result {}

        /// Sent faster than a person can; once more.
        record TooFast() implements Result {}

        /// Taken, whether anybody has the address or not.
        ///
        /// @param stops what no longer reaches the address
        /// @param asked does a message go out, for its owner to confirm?
        /// @param seqs the entries of the choices; none where nobody has the address
        record Accepted(Wishes stops, boolean asked, List<Long> seqs) implements Result {}
    }

    /// Takes a form of an open page.
    ///
    /// @param tooFast was it sent faster than a person can? Counts only where mail would go out
    Result take(Visit visit, PublicForm form, Wishes wishes, Statement statement, boolean tooFast,
            HttpServletRequest request) {
        if (!(parser.parse(Channel.EMAIL, form.email(), null) instanceof Canonicalised.Canonical(String canonical))) {
            return new Result.NoAddress();
        }
        boolean asks = asks(visit.page(), wishes, form);
        Wishes stops = wishes.restricting();
        if (!limits.allow(PublicLimits.NETWORK, PublicLimits.network(request))) {
            return new Result.TooMany();
        }
        if (asks && tooFast && !form.trapped()) {
            return new Result.TooFast();
        }
        Address address = new Address(Channel.EMAIL, canonical);
        List<Long> seqs = stops.restrict() ? stop(address, stops, statement) : List.of();
        // A machine reads what a person would, and no mail goes out; a wish to stop counts even where a browser fills in fields
        // that nobody sees.
        if (asks && !form.trapped() && limits.allowMail(address.canonical())) {
            transaction.executeWithoutResult(_ -> ask(visit.page(), address, form.email(), wishes, statement));
        }
        return new Result.Accepted(stops, asks, seqs);
    }

    private static boolean asks(PageVersion page, Wishes wishes, PublicForm form) {
        return !wishes.join().isEmpty() || (page.kind() == PageKind.ACQUISITION && !form.stop());
    }

    private List<Long> stop(Address address, Wishes stops, Statement statement) {
        List<Long> seqs = new ArrayList<>();
        for (Owner owner : visitors.owners(address)) {
            arrivals.person(owner.id())
                    .ifPresent(person -> seqs.addAll(forms.restrictOne(person, stops, statement).seqs()));
        }
        return seqs;
    }

    private void ask(PageVersion page, Address address, String typed, Wishes wishes, Statement statement) {
        ObjectNode evidence = proofs.keep(statement).evidence();
        visitors.alone(address);
        List<Owner> owners = visitors.owners(address);
        boolean made = owners.isEmpty();
        String language = evidence.path("language").asString("en");
        int profile = made ? make(page, address.spelling(typed), language) : owners.getFirst().id();
        long request = requests.insert(new PageRequest(page.pageId(), page.version(), profile, made,
                addresses.resolve(address), wishes.join(), language, evidence, clock.instant(), null));
        confirmations.requestProfile(profile, address.spelling(typed), request, page.pageId(), language);
    }

    /// Somebody new, whom no marketing reaches before the click.
    private int make(PageVersion page, String email, String language) {
        ObjectNode data = FormTaking.constants(page);
        data.putObject("addresses").put(Channel.EMAIL.code(), email);
        data.put("locale", language).put("unconfirmed", true);
        return edits.make("page-" + UUID.randomUUID(), data, Actor.RECIPIENT).id();
    }
}
