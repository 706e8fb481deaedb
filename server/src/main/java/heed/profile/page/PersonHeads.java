package heed.profile.page;

import heed.profile.OptOutStore;
import heed.profile.OptOutView;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the heads of people's pages.
@Component
public class PersonHeads {

    private final ProfileKeyStore keys;
    private final OptOutStore optOuts;

    PersonHeads(ProfileKeyStore keys, OptOutStore optOuts) {
        this.keys = keys;
        this.optOuts = optOuts;
    }

    /// The head of whom the key reaches, deleted ones included: of a merged profile, the one it was merged into.
    public Optional<PersonHead> of(String key) {
        // Expects profiles_key_key, profiles_pkey and opt_outs_pkey: two look-ups.
        return keys.find(key).map(this::head);
    }

    PersonHead head(ProfileRef profile) {
        return head(profile, optOuts.views(List.of(profile.id())).getOrDefault(profile.id(), OptOutView.NONE));
    }

    static PersonHead head(ProfileRef profile, OptOutView switches) {
        return new PersonHead(profile.key(), profile.deleted(), switches.all(), switches.channels(),
                profile.deleted() ? null : profile.unconfirmed());
    }
}
