package heed.profile.page;

import heed.ledger.LedgerEntry;
import heed.ledger.LedgerReadStore;
import heed.profile.OptOutStore;
import heed.profile.OptOutView;
import heed.profile.OptOutView.SwitchView;
import heed.rules.optout.Switch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Puts together the boxes of a profile: each switch with since, by whom and why.
@Component
class SwitchBoxes {

    private final OptOutStore optOuts;
    private final LedgerReadStore ledger;

    SwitchBoxes(OptOutStore optOuts, LedgerReadStore ledger) {
        this.optOuts = optOuts;
        this.ledger = ledger;
    }

    List<SwitchBox> of(int profileId, Draft draft) {
        Map<Switch, Long> newest = optOuts.newest(profileId);
        OptOutView view = optOuts.views(List.of(profileId)).getOrDefault(profileId, OptOutView.NONE);
        Map<String, SwitchView> on = new HashMap<>();
        view.switches().forEach(one -> on.put(one.channel(), one));
        // Switches that one choice set share its entry. Expects the primary key of each month.
        Map<Long, Optional<LedgerEntry>> entries = new HashMap<>();
        view.switches().forEach(one -> entries.computeIfAbsent(one.evidence().seq(), ledger::find));
        // A choice between the two looks makes the form older than it is: nothing is lifted by it.
        return Arrays.stream(Switch.values()).map(box -> {
            SwitchView origin = on.get(box.code());
            Long last = newest.get(box);
            if (origin == null || last == null) {
                return new SwitchBox(box.code(), false, draft.ticks(box, null), null, null, null, null, null, null);
            }
            return box(origin, last, draft.ticks(box, last),
                    entries.getOrDefault(origin.evidence().seq(), Optional.empty()));
        }).toList();
    }

    private static SwitchBox box(SwitchView origin, Long newest, boolean ticked, Optional<LedgerEntry> entry) {
        return new SwitchBox(origin.channel(), true, ticked, origin.since(), origin.source(), origin.evidence().seq(),
                newest, entry.map(LedgerEntry::actor).orElse(null),
                entry.flatMap(one -> TimelineItem.reason(one.evidence())).orElse(null));
    }
}
