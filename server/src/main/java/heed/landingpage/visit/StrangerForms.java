package heed.landingpage.visit;

import heed.landingpage.PageKind;
import heed.landingpage.PageVersion;
import heed.landingpage.arrival.Arrivals;
import heed.landingpage.arrival.Person;
import heed.landingpage.arrival.Visit;
import heed.landingpage.arrival.VisitorStore;
import heed.landingpage.confirm.PageMessages;
import heed.link.PublicLimits;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised;
import heed.subscription.ServiceStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final VisitorStore visitors;
    private final Arrivals arrivals;
    private final FormTaking forms;
    private final PageMessages messages;
    private final StrangerRequests asking;
    private final ServiceStore services;
    private final PublicLimits limits;
    private final TransactionTemplate transaction;

    StrangerForms(AddressParser parser, VisitorStore visitors, Arrivals arrivals, FormTaking forms,
            PageMessages messages, StrangerRequests asking, ServiceStore services, PublicLimits limits,
            TransactionTemplate transaction) {
        this.parser = parser;
        this.visitors = visitors;
        this.arrivals = arrivals;
        this.forms = forms;
        this.messages = messages;
        this.asking = asking;
        this.services = services;
        this.limits = limits;
        this.transaction = transaction;
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
        /// @param rest what became of what is to be confirmed
        /// @param seqs the entries of the choices; none where nobody has the address
        record Accepted(Wishes stops, Rest rest, List<Long> seqs) implements Result {}
    }

    /// What becomes of a wish to get something.
    enum Rest {
        /// There was none.
        NONE,
        /// A message goes out, for the owner of the address to confirm.
        ASKED,
        /// Too much comes from this network; what stops has been taken all the same.
        LATER
    }

    /// Takes a form of an open page.
    ///
    /// @param tooFast was it sent faster than a person can? Counts only where mail would go out
    Result take(Visit visit, PublicForm form, Wishes wishes, Statement statement, boolean tooFast,
            HttpServletRequest request) {
        Optional<Address> address = address(form);
        if (address.isEmpty()) {
            return new Result.NoAddress();
        }
        boolean asks = asks(visit.page(), wishes, form);
        Wishes stops = wishes.restricting();
        String network = PublicLimits.network(request);
        if (!limits.allow(PublicLimits.NETWORK, network)) {
            return new Result.TooMany();
        }
        if (asks && tooFast && !form.trapped()) {
            return new Result.TooFast();
        }
        List<Long> seqs = stop(address.get(), form.email(), stops, statement);
        // A machine reads what a person would, and no mail goes out; a wish to stop counts even where a browser fills in fields
        // that nobody sees.
        if (asks && !form.trapped()) {
            if (!limits.allow(PublicLimits.NETWORK_MAILS, network)) {
                return stops.restrict() ? new Result.Accepted(stops, Rest.LATER, seqs) : new Result.TooMany();
            }
            if (limits.allowMail(address.get().canonical())) {
                asking.ask(visit.page(), address.get(), form.email(), wishes, statement);
            }
        }
        return new Result.Accepted(stops, asks ? Rest.ASKED : Rest.NONE, seqs);
    }

    /// Takes what restricts of a form of a page that is closed by now.
    Result takeClosed(PublicForm form, Wishes stops, Statement statement, HttpServletRequest request) {
        Optional<Address> address = address(form);
        if (address.isEmpty()) {
            return new Result.NoAddress();
        }
        return limits.allow(PublicLimits.NETWORK, PublicLimits.network(request))
                ? new Result.Accepted(stops, Rest.NONE, stop(address.get(), form.email(), stops, statement))
                : new Result.TooMany();
    }

    /// What the services are called that a form leaves; of deleted ones too.
    List<String> labels(Wishes stops) {
        return stops.leave().stream().map(services::ever).flatMap(Optional::stream)
                .map(one -> one.service().label()).sorted().toList();
    }

    private Optional<Address> address(PublicForm form) {
        return parser.parse(Channel.EMAIL, form.email(), null) instanceof Canonicalised.Canonical(String canonical)
                ? Optional.of(new Address(Channel.EMAIL, canonical))
                : Optional.empty();
    }

    private static boolean asks(PageVersion page, Wishes wishes, PublicForm form) {
        return !wishes.join().isEmpty() || (page.kind() == PageKind.ACQUISITION && !form.stop());
    }

    /// Everybody with the address stops, each in a transaction of their own; its owner is told once.
    private List<Long> stop(Address address, String typed, Wishes stops, Statement statement) {
        List<Long> seqs = new ArrayList<>();
        boolean told = false;
        for (Person person : stops.restrict() ? people(address) : List.<Person>of()) {
            boolean tells = !told && messages.tells(statement.evidence());
            Taken taken = Objects.requireNonNull(transaction.execute(_ -> {
                Taken one = forms.restrictOne(person, stops, statement);
                // Whoever takes back and stops again, and again, has no mail sent for each time.
                if (tells && one.settled() && limits.allowMail(address.canonical())) {
                    messages.tell(FormTaking.change(person, address.spelling(typed), one, statement));
                }
                return one;
            }));
            told |= taken.settled();
            seqs.addAll(taken.seqs());
        }
        return seqs;
    }

    private List<Person> people(Address address) {
        return visitors.owners(address).stream().map(owner -> arrivals.person(owner.id())).flatMap(Optional::stream)
                .toList();
    }
}
