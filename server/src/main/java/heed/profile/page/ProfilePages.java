package heed.profile.page;

import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.ProfileSubscriptions;
import heed.profile.ProfileSubscriptions.Offered;
import heed.profile.data.ProfileView;
import heed.profile.data.ProfileViewStore;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.node.ObjectNode;

/// `/profiles/{key}`: one person, deleted ones too, with addresses, switches, subscriptions and timeline.
@Pages
class ProfilePages {
    private final ProfileKeyStore keys;
    private final PersonHeads heads;
    private final ProfileViewStore views;
    private final SwitchBoxes boxes;
    private final ProfileSubscriptions subscriptions;
    private final Timeline timeline;

    ProfilePages(ProfileKeyStore keys, PersonHeads heads, ProfileViewStore views, SwitchBoxes boxes,
            ProfileSubscriptions subscriptions, Timeline timeline) {
        this.keys = keys;
        this.heads = heads;
        this.views = views;
        this.boxes = boxes;
        this.subscriptions = subscriptions;
        this.timeline = timeline;
    }

    @GetMapping("/profiles/{key}")
    String show(@PathVariable String key, @RequestParam(required = false) @Nullable String cursor, Model model,
            RedirectAttributes redirect) {
        ProfileRef profile = keys.find(key)
                .orElseThrow(() -> Problem.notFound("there is no profile with this key"));
        if (profile.alias()) {
            Flash.nothing("profile.alias", key, profile.key()).on(redirect);
            return "redirect:" + PersonHead.path(profile.key());
        }
        // A dozen look-ups by profiles_key_key, opt_outs_pkey, profile_addresses_pkey, subscriptions_profile,
        // services_name, ledger_profile, ledger_profile_batch, hand_offs_profile and late_exclusions_profile, whatever
        // the number of profiles.
        model.addAttribute("person", heads.head(profile));
        Optional<ProfileView> view = views.find(key);
        model.addAttribute("view", view.orElse(null));
        model.addAttribute("attributes", view.map(one -> words(one.attributes())).orElse(Map.of()));
        model.addAttribute("addresses", profile.deleted() ? List.of() : views.addresses(profile.id()));
        List<Offered> services = subscriptions.offered();
        model.addAttribute("services", services);
        model.addAttribute("asks", services.stream().anyMatch(Offered::doubleOptIn));
        model.addAttribute("boxes", boxes.of(profile.id(), draft(model)));
        model.addAttribute("timeline", timeline.page(key, cursor));
        return "profile/profile";
    }

    private static Map<String, String> words(ObjectNode attributes) {
        Map<String, String> words = new LinkedHashMap<>();
        attributes.properties().forEach(one -> words.put(one.getKey(),
                one.getValue().isString() ? one.getValue().stringValue() : one.getValue().toString()));
        return words;
    }

    private static Draft draft(Model model) {
        return model.getAttribute(Draft.NAME) instanceof Draft draft ? draft : Draft.NONE;
    }
}
