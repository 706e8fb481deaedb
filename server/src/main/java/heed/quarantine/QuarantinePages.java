package heed.quarantine;

import heed.ledger.Actor;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.ledger.Source;
import heed.ledger.Voiding;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/quarantine`: addresses not to be used, one by one and as a list; what operators say about them, and its undo.
@Pages
class QuarantinePages {
    private static final int ORDER = 40;
    private static final String LIST = "quarantine-page";

    /// So many of the newest events of an address are shown; the ledger has all.
    private static final int HAPPENED = 100;

    private final AddressParser parser;
    private final OperatorStatus operators;
    private final QuarantineStore store;
    private final LedgerReadStore entries;
    private final Voiding voiding;

    QuarantinePages(AddressParser parser, OperatorStatus operators, QuarantineStore store, LedgerReadStore entries,
            Voiding voiding) {
        this.parser = parser;
        this.operators = operators;
        this.store = store;
        this.entries = entries;
        this.voiding = voiding;
    }

    @Bean
    static MenuItem quarantineMenu() {
        return new MenuItem(ORDER, "/quarantine", "quarantine.quarantine", "shield");
    }

    /// The filters as the form sends them: empty leaves a field open; days are days of the operator's zone.
    record Query(@Nullable String channel, @Nullable String status, @Nullable String errorReason,
            @Nullable String domain, @Nullable String q, @Nullable String text, @Nullable LocalDate from,
            @Nullable LocalDate to) {

        QuarantineFilter filter(ZoneId zone) {
            return QuarantineFilter
                    .of(FormField.text(channel), FormField.text(status), FormField.text(errorReason),
                            FormField.text(domain), FormField.text(q))
                    .told(FormField.text(text), FormField.from(from, zone), FormField.to(to, zone));
        }

        Paging paging(@Nullable Integer limit, @Nullable String cursor, ZoneId zone) {
            return Paging.of(limit, cursor, LIST, channel, status, errorReason, domain, q, text, from, to, zone);
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Query[" + channel + ", " + status + ", " + errorReason + "]";
        }
    }

    /// What the forms for a status send.
    record Said(@Nullable String channel, @Nullable String address, @Nullable String country, @Nullable String status,
            @Nullable String errorReason, @Nullable String errorText, @Nullable String reason,
            @Nullable Boolean confirm) {

        QuarantineApi.Entry entry() {
            return new QuarantineApi.Entry(FormField.text(channel), FormField.text(address), FormField.text(country),
                    FormField.text(status),
                    FormField.text(errorReason), FormField.text(reason), FormField.text(errorText), null, null,
                    confirm);
        }

        OperatorStatus.Request request() {
            if (FormField.text(reason) == null) {
                throw Problem.badRequest("reason", "is missing");
            }
            return QuarantineApi.request(entry().change());
        }

        /// Masked: no log holds an address.
        @Override
        public String toString() {
            return "Said[" + channel + ", " + status + "]";
        }
    }

    @GetMapping("/quarantine")
    String list(Query query, @RequestParam(required = false) @Nullable String cursor, ZoneId zone, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query, query.paging(null, cursor, zone), zone));
        codes(model);
        return "quarantine/list";
    }

    @GetMapping("/quarantine.csv")
    void csv(Query query, ZoneId zone, HttpServletResponse response) {
        CsvAnswer.write(response, QuarantineItem.HEADER, query.paging(Paging.MOST, null, zone),
                paging -> page(query, paging, zone), QuarantineItem::cells);
    }

    @GetMapping("/quarantine/{id:[0-9]{1,9}}")
    String address(@PathVariable int id, Model model) {
        model.addAttribute("item", item(id));
        model.addAttribute("happened", store.happened(id, HAPPENED));
        codes(model);
        return "quarantine/address";
    }

    @GetMapping("/quarantine/add")
    String add(Model model) {
        return form(new Said(Channel.EMAIL.code(), null, null, AddressStatus.QUARANTINED.code(), null, null, null,
                false), null, model);
    }

    @PostMapping("/quarantine")
    String add(Said said, Principal principal, Model model, RedirectAttributes redirect) {
        try {
            Channel channel = Code.required("channel", said.channel(), Channel.values(), Channel::code);
            Address address = new Address(channel, QuarantineApi.canonical(parser, channel, said.entry()));
            return done(operators.set(address, said.request(), Actor.of(principal)), said, redirect);
        } catch (Problem refused) {
            return form(said, refused.getMessage(), model);
        }
    }

    @PostMapping("/quarantine/{id:[0-9]{1,9}}")
    String set(@PathVariable int id, Said said, Principal principal, RedirectAttributes redirect) {
        item(id);
        try {
            return done(operators.set(id, said.request(), Actor.of(principal)), said, redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
            return "redirect:/quarantine/" + id;
        }
    }

    /// Takes back what an operator said about addresses here: a status, or a bulk release. What clears a mark with it needs
    /// `confirm` (semantics §2); what bounces, complaints or programs said is not taken back here.
    @PostMapping("/quarantine/undo")
    String undo(@RequestParam long seq, @RequestParam String reason,
            @RequestParam(defaultValue = "false") boolean confirm, Principal principal,
            RedirectAttributes redirect) {
        LedgerEntry entry = entries.find(seq)
                .filter(one -> one.kind().isOfAddresses() && new Actor(one.actor()).isOperator())
                .orElseThrow(() -> Problem.notFound("no operator's change of addresses has this number"));
        Integer only = entry.touched().addressId();
        String page = "redirect:/quarantine" + (only == null ? "" : "/" + only);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return page;
        }
        switch (voiding.voidEntry(seq, Actor.of(principal), Source.OPERATOR, reason.strip(), confirm)) {
            case Voiding.Outcome.Voided _ -> Flash.done("quarantine.undone", seq).on(redirect);
            case Voiding.Outcome.Unknown _ -> throw Problem.notFound("no entry has this number");
            case Voiding.Outcome.Refused(String why) -> Flash.refused("page.refused", why).on(redirect);
        }
        return page;
    }

    private String done(OperatorStatus.Done done, Said said, RedirectAttributes redirect) {
        QuarantineItem now = item(done.addressId());
        Flash.done("quarantine.set." + now.status(), now.address()).undo("/quarantine/undo", Map.of("seq",
                Long.toString(done.seq()), "reason", String.valueOf(said.reason()), "confirm", "true")).on(redirect);
        return "redirect:/quarantine/" + now.id();
    }

    private String form(Said said, @Nullable String problem, Model model) {
        model.addAttribute("said", said);
        model.addAttribute("problem", problem);
        codes(model);
        return "quarantine/add";
    }

    private QuarantineItem item(int id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("there is no address with this id"));
    }

    private Page<QuarantineItem> page(Query query, Paging paging, ZoneId zone) {
        return paging.page(store.list(query.filter(zone), paging.afterNumber(0), paging.fetch()),
                item -> List.of(item.id()));
    }

    private static void codes(Model model) {
        model.addAttribute("channels", Channel.values());
        model.addAttribute("statuses", AddressStatus.values());
        model.addAttribute("reasons", ErrorReason.values());
    }
}
