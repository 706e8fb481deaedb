package heed.landingpage.confirm;

import heed.landingpage.confirm.PageMessages.Change;
import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.link.PublicLimits;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Tells of choices that are taken back: a real change as every other, of which the page's message tells (semantics §3).
@Component
public class UndoMessages {

    private final LedgerReadStore entries;
    private final RecipientStore recipients;
    private final ServiceStore services;
    private final PageMessages messages;
    private final PublicLimits limits;

    UndoMessages(LedgerReadStore entries, RecipientStore recipients, ServiceStore services, PageMessages messages,
            PublicLimits limits) {
        this.entries = entries;
        this.recipients = recipients;
        this.services = services;
        this.messages = messages;
        this.limits = limits;
    }

    /// Tells everybody for whom it changed something, once each; in the transaction of the undo, after it.
    ///
    /// @param voided the entries that were voided
    /// @param strangers was it a stranger who took it back? Then no more mail goes out than strangers may cause
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Collection<Long> voided, boolean strangers) {
        Map<Integer, List<LedgerEntry>> changed = new TreeMap<>();
        for (Long seq : voided) {
            entries.find(seq).filter(this::changedSomething).ifPresent(entry -> {
                Integer profile = entry.touched().profileId();
                if (profile != null) {
                    changed.computeIfAbsent(profile, _ -> new ArrayList<>()).add(entry);
                }
            });
        }
        Set<String> told = new HashSet<>();
        changed.forEach((profile, some) -> {
            if (messages.tells(some.getFirst().evidence()) && mayMail(profile, strangers, told)) {
                messages.tell(change(profile, some));
            }
        });
    }

    private boolean mayMail(int profile, boolean strangers, Set<String> told) {
        return recipients.find(profile).map(Recipient::email).filter(email -> told.add(email.toLowerCase(Locale.ROOT)))
                .filter(email -> !strangers || limits.allowMail(email)).isPresent();
    }

    private Change change(int profile, List<LedgerEntry> some) {
        List<Integer> ids = some.stream()
                .flatMap(entry -> Stream.ofNullable(entry.touched().serviceId())).toList();
        List<ServiceDefinition> left = List.copyOf(services.living(ids).values());
        LedgerEntry first = some.getFirst();
        return new Change(profile, null, first.evidence(), left, "undo-" + first.voidedBy());
    }

    /// The entry that records the undo says what was other before it.
    private boolean changedSomething(LedgerEntry entry) {
        Long by = entry.voidedBy();
        return by != null && entries.find(by).map(LedgerEntry::change)
                .filter(change -> !change.path("from").equals(change.path("to"))).isPresent();
    }
}
