package heed.feedback.work;

import heed.feedback.FeedbackState;
import heed.feedback.Incoming;
import heed.feedback.Meaning;
import heed.feedback.StoredFeedback;
import heed.feedback.Way;
import heed.feedback.email.Classified;
import heed.feedback.email.FeedbackType;
import heed.feedback.email.MailRecipient;
import heed.feedback.work.Verdict.Said;
import heed.feedback.work.Verdict.Whom;
import heed.link.Purpose;
import heed.quarantine.Address;
import heed.quarantine.AddressParser;
import heed.rules.Channel;
import heed.rules.address.Canonicalised.Canonical;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads raw mail: bounces, complaints, automatic replies, and messages to an unsubscribe address.
///
/// A token of ours in the return path or the Message-ID says whom it is about, without trusting what the message says
/// (D3); without one its own words do, but not those of what anybody may have sent to the receiver. A message to an
/// unsubscribe address counts by the token in that address alone, and only where a person wrote it (L3, R1).
@Component
class MailReader implements FeedbackReader {

    private final Words words;
    private final Tokens tokens;
    private final WhomStore whom;
    private final AddressParser parser;

    MailReader(Words words, Tokens tokens, WhomStore whom, AddressParser parser) {
        this.words = words;
        this.tokens = tokens;
        this.whom = whom;
        this.parser = parser;
    }

    @Override
    public Set<String> senders() {
        return Set.of(Incoming.MAIL, Incoming.CUT_MAIL);
    }

    @Override
    public Verdict read(StoredFeedback item) {
        if (item.sender().equals(Incoming.CUT_MAIL)) {
            return Verdict.failed("the message is too big: only its header is kept");
        }
        Classified mail = words.mail().classify(item.raw(), item.envelope());
        if (mail.type() == FeedbackType.UNREADABLE) {
            return new Verdict(FeedbackState.FAILED, null, null, null, mail.pattern(), mail.text(), "cannot be read",
                    Channel.EMAIL, List.of(), List.of(), null, null);
        }
        Optional<Whom> unsubscribes = isFromAPerson(mail)
                ? tokens.recipient(item.raw(), item.envelope(), Purpose.UNSUBSCRIBE)
                : Optional.empty();
        if (unsubscribes.isPresent()) {
            return new Verdict(FeedbackState.CLASSIFIED, Meaning.UNSUBSCRIBE, null, null, "mailto", mail.subject(),
                    null,
                    Channel.EMAIL, List.of(), List.of(), unsubscribes.get(), null);
        }
        Optional<Whom> known = tokens.first(mail.tokens(), Purpose.RETURN_PATH);
        return about(mail, known, item.way() != Way.SMTP).named(known.orElse(null));
    }

    /// @param words whether its own words may count: anybody may send to the receiver, but not to the other ways
    private Verdict about(Classified mail, Optional<Whom> known, boolean words) {
        Optional<Address> sent = known.flatMap(whom::address);
        if (sent.isPresent()) {
            return verdict(mail, List.of(trusted(mail, sent.get())));
        }
        List<Said> said = said(mail);
        if (known.isEmpty()) {
            return words ? verdict(mail, said) : unproven(mail, said);
        }
        Optional<Address> now = known.flatMap(whom::now);
        if (now.isPresent() && (said.isEmpty() || said.stream().anyMatch(one -> one.address().equals(now.get())))) {
            return verdict(mail, List.of(trusted(mail, now.get())));
        }
        // The person may have had another address when the message left.
        List<Said> theirs = said.stream().filter(one -> whom.had(known.get().profile(), one.address())).toList();
        if (!theirs.isEmpty()) {
            return verdict(mail, theirs);
        }
        return words && now.isEmpty() ? verdict(mail, said) : unproven(mail, said);
    }

    /// It says something, and nothing shows that it is true: it does nothing, and waits to be looked at. It is then about
    /// those alone against whom it says something, not about whom the same report calls delivered.
    private static Verdict unproven(Classified mail, List<Said> said) {
        boolean ignored = mail.type() == FeedbackType.IGNORED;
        List<String> about = ignored || said.isEmpty()
                ? recipients(mail, said)
                : said.stream().filter(one -> one.counts() != Meaning.IGNORED).map(one -> one.address().canonical())
                        .toList();
        return new Verdict(ignored ? FeedbackState.CLASSIFIED : FeedbackState.REVIEW,
                ignored ? Meaning.IGNORED : Meaning.UNCLEAR, mail.reason(), mail.enhancedCode(), mail.pattern(),
                mail.text() == null ? mail.subject() : mail.text(),
                ignored ? null : "nothing proves that it is about an address that we wrote to", Channel.EMAIL,
                about, List.of(), null, null);
    }

    /// R1: what its own header calls automatic is nobody's wish; what merely sounds so may be one.
    private static boolean isFromAPerson(Classified mail) {
        if (mail.automatic()) {
            return false;
        }
        String decided = String.valueOf(mail.pattern());
        return switch (mail.kind()) {
            case ORDINARY -> !decided.startsWith("header:");
            case COMPLAINT -> !decided.startsWith("report:");
            case AUTO_REPLY -> !decided.startsWith("header:")
                    && String.valueOf(mail.subject()).toLowerCase(Locale.ROOT).contains("unsubscribe");
            case REPORT, BOUNCE, DELAYED, DELIVERED, UNREADABLE -> false;
        };
    }

    private static Verdict verdict(Classified mail, List<Said> said) {
        Meaning type = said.stream().map(Said::counts).min(Comparator.comparingInt(MailReader::weight))
                .orElse(meaning(mail.type()));
        boolean nobody = said.isEmpty() && mail.type().counts();
        FeedbackState state = nobody
                ? FeedbackState.FAILED
                : type == Meaning.UNCLEAR ? FeedbackState.REVIEW : FeedbackState.CLASSIFIED;
        // What is unclear names nobody for sure: it holds nobody, and waits to be looked at.
        List<Said> acted = said.stream().filter(one -> one.type() != Meaning.UNCLEAR).toList();
        return new Verdict(state, type, mail.reason(), mail.enhancedCode(), mail.pattern(),
                mail.text() == null ? mail.subject() : mail.text(), nobody ? "it names nobody that can be read" : null,
                Channel.EMAIL, recipients(mail, said), acted, null, null);
    }

    private static List<String> recipients(Classified mail, List<Said> said) {
        return said.isEmpty()
                ? mail.recipients().stream().map(MailRecipient::address).toList()
                : said.stream().map(one -> one.address().canonical()).toList();
    }

    /// What the message says about the address that the token names: its own line where it has one, else the whole.
    private Said trusted(Classified mail, Address address) {
        for (MailRecipient one : mail.recipients()) {
            if (address.equals(address(one))) {
                return said(address, one);
            }
        }
        return new Said(address, meaning(mail.type()), mail.reason(), mail.enhancedCode(), mail.text(), null);
    }

    private List<Said> said(Classified mail) {
        List<Said> said = new ArrayList<>();
        for (MailRecipient one : mail.recipients()) {
            Address address = address(one);
            if (address != null && said.stream().noneMatch(other -> other.address().equals(address))) {
                said.add(said(address, one));
            }
        }
        return said;
    }

    private static Said said(Address address, MailRecipient one) {
        return new Said(address, meaning(one.type()), one.reason(), one.enhancedCode(), one.text(), null);
    }

    private @Nullable Address address(MailRecipient one) {
        return parser.parse(Channel.EMAIL, one.address(), null) instanceof Canonical(String text)
                ? new Address(Channel.EMAIL, text)
                : null;
    }

    private static Meaning meaning(FeedbackType type) {
        return switch (type) {
            case HARD -> Meaning.HARD;
            case SOFT -> Meaning.SOFT;
            case COMPLAINT -> Meaning.COMPLAINT;
            case IGNORED -> Meaning.IGNORED;
            case UNCLEAR, UNREADABLE -> Meaning.UNCLEAR;
        };
    }

    /// What stands for the whole message where its addresses differ.
    private static int weight(Meaning meaning) {
        return switch (meaning) {
            case HARD -> 0;
            case SOFT -> 1;
            case COMPLAINT -> 2;
            case STOP, START, DELIVERED, UNSUBSCRIBE -> 3;
            case IGNORED -> 4;
            case UNCLEAR -> 5;
        };
    }
}
