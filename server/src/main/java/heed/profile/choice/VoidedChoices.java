package heed.profile.choice;

import heed.ledger.EntryVoided;
import heed.profile.ChoiceAnswer;
import heed.rules.Channel;
import heed.rules.optout.OptOuts;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Refolds the switches of a profile when one of its choices is voided (semantics §1, "Undo voids").
@Component
class VoidedChoices {

    private final ChoiceStore store;
    private final StillExcludedStore stillExcluded;

    VoidedChoices(ChoiceStore store, StillExcludedStore stillExcluded) {
        this.store = store;
        this.stillExcluded = stillExcluded;
    }

    @EventListener
    @Order(1)
    void refold(EntryVoided event) {
        Integer profileId = event.entry().touched().profileId();
        switch (event.entry().kind()) {
            case OPT_OUT, OPT_IN, OPT_OUTS_REPLACED -> {
                if (profileId != null) {
                    refold(profileId, event);
                }
            }
            // Other kinds are no choices.
            default -> {
            }
        }
    }

    private void refold(int profileId, EntryVoided event) {
        ChoiceState state = store.lock(profileId);
        OptOuts before = state.optOuts();
        OptOuts after = OptOuts.fold(store.choices(profileId));
        store.write(profileId, SwitchChanges.between(before, after));
        if (SwitchChanges.visible(before, after)) {
            event.changed(OptOutJson.state(before), OptOutJson.state(after));
        }
        Set<Channel> uncovered = SwitchChanges.uncovered(before, after);
        uncovered.forEach(channel -> event.lifts("the opt-out of " + channel.code()));
        if (before.all() && !after.all()) {
            event.lifts("the opt-out of all");
        }
        event.answer(() -> ChoiceAnswer.of(after, event.anythingChanged(), event.voidedBy(),
                stillExcluded.causes(state.profile(), uncovered)));
    }
}
