package heed.mail;

import heed.profile.ProfileDeleted;
import heed.profile.ProfileMerged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What becomes of the messages to a person with their profile, in the same transaction: a deleted person's address and
/// words go (semantics §1 "Delete"), those of a merged one are of the one that stays.
@Component
class ProfileMail {

    private final OutboxStore store;

    ProfileMail(OutboxStore store) {
        this.store = store;
    }

    @EventListener
    void deleted(ProfileDeleted event) {
        store.forget(event.profileIds());
    }

    @EventListener
    void merged(ProfileMerged event) {
        store.move(event.from(), event.into());
    }
}
