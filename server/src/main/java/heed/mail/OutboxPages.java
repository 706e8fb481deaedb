package heed.mail;

import heed.ledger.Actor;
import heed.ledger.LedgerReadStore;
import heed.web.Code;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import heed.web.page.SignedIn;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.security.Principal;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/outbox`: every message that Heed wrote to somebody, as it is or would be sent; sent again, or taken out with a reason.
@Pages
@RequestMapping("/outbox")
class OutboxPages {

    private static final int ORDER = 55;
    private static final String LIST = "outbox-page";
    private static final String ONE = "/{id:[0-9]{1,18}}";
    private static final int LONGEST_REASON = 500;

    private final OutboxStore store;
    private final AddressStanding standing;
    private final MailServer server;
    private final MailFrom from;
    private final SendJob job;
    private final LedgerReadStore people;
    private final Clock clock;

    OutboxPages(OutboxStore store, AddressStanding standing, MailServer server, MailFrom from, SendJob job,
            LedgerReadStore people, Clock clock) {
        this.store = store;
        this.standing = standing;
        this.server = server;
        this.from = from;
        this.job = job;
        this.people = people;
        this.clock = clock;
    }

    @Bean
    static MenuItem outboxMenu() {
        return new MenuItem(ORDER, "/outbox", "mail.outbox", "mail");
    }

    /// The filters as the form sends them: empty leaves a field open.
    record Query(@Nullable String state, @Nullable String profile) {}

    /// A header as it is sent, its encoding undone.
    record HeaderLine(String name, String value) {}

    @GetMapping
    String list(Query query, @RequestParam(required = false) @Nullable String cursor, Model model) {
        model.addAttribute("query", query);
        model.addAttribute("page", page(query, Paging.of(null, cursor, LIST, query.state(), query.profile())));
        model.addAttribute("states", MailState.values());
        model.addAttribute("server", server.now().isPresent());
        return "mail/list";
    }

    @GetMapping(ONE)
    String message(@PathVariable long id, @AuthenticationPrincipal SignedIn operator, Model model) {
        StoredMail mail = find(id);
        boolean open = operator.may("choose");
        UnaryOperator<String> shown = open ? UnaryOperator.identity() : ShownText::masked;
        String html = mail.mail().html();
        model.addAttribute("one", mail);
        model.addAttribute("subject", shown.apply(mail.mail().subject()));
        model.addAttribute("headers", headers(mail, shown));
        model.addAttribute("parts", open
                ? ShownText.parts(mail.mail().text())
                : List.of(new ShownText.Part(shown.apply(mail.mail().text()), false)));
        model.addAttribute("html", html == null ? null : shown.apply(html));
        model.addAttribute("masked", !open);
        model.addAttribute("server", server.now().isPresent());
        return "mail/message";
    }

    @PostMapping(ONE + "/again")
    String again(@PathVariable long id, Principal principal, RedirectAttributes redirect) {
        find(id);
        boolean there = server.now().isPresent();
        boolean done = store.again(id, there ? MailState.WAITING : MailState.KEPT, Actor.of(principal).text(),
                clock.instant());
        if (done && there) {
            job.wake();
        }
        (done ? Flash.done(there ? "mail.again.done" : "mail.again.kept") : Flash.refused("mail.not-now")).on(redirect);
        return "redirect:/outbox/" + id;
    }

    @PostMapping(ONE + "/drop")
    String drop(@PathVariable long id, @RequestParam String reason, Principal principal, RedirectAttributes redirect) {
        find(id);
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:/outbox/" + id;
        }
        String words = reason.strip();
        boolean done = store.drop(id, words.substring(0, Math.min(words.length(), LONGEST_REASON)),
                Actor.of(principal).text());
        (done ? Flash.done("mail.dropped").undo("/outbox/" + id + "/again", Map.of()) : Flash.refused("mail.not-now"))
                .on(redirect);
        return "redirect:/outbox/" + id;
    }

    private Page<StoredMail> page(Query query, Paging paging) {
        MailState state = Code.optional("state", FormField.text(query.state()), MailState.values(), MailState::code)
                .orElse(null);
        String key = FormField.text(query.profile());
        Set<Integer> profiles = key == null ? null : people.profileIds(key);
        return profiles != null && profiles.isEmpty()
                ? new Page<>(List.of(), null)
                : paging.page(store.list(state, profiles, paging.afterNumber(Long.MAX_VALUE), paging.fetch()),
                        mail -> List.of(mail.id()));
    }

    private StoredMail find(long id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("there is no message with this number"));
    }

    /// As they would be sent now; none where the address cannot be written.
    private List<HeaderLine> headers(StoredMail mail, UnaryOperator<String> shown) {
        try {
            MimeMessage message = MailMessage.of(Session.getInstance(new Properties()), mail, from.address(),
                    standing.deliverable(mail.mail().to()), mail.sentAt() == null ? mail.createdAt() : mail.sentAt());
            List<Header> headers = Collections.list(message.getAllHeaders());
            return headers.stream()
                    .map(header -> new HeaderLine(header.getName(), shown.apply(read(header.getValue()))))
                    .toList();
        } catch (MessagingException e) {
            return List.of();
        }
    }

    private static String read(String value) {
        String line = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(line);
        } catch (UnsupportedEncodingException e) {
            return line;
        }
    }
}
