package heed.subscription.page;

import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.web.Problem;
import heed.web.page.PageLink;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Locale;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The forms of a person's page that subscribe and unsubscribe.
@Pages
class PersonSubscriptionPages {

    private final ProfileKeyStore keys;
    private final Wishes wishes;

    PersonSubscriptionPages(ProfileKeyStore keys, Wishes wishes) {
        this.keys = keys;
        this.wishes = wishes;
    }

    @PostMapping("/profiles/{key}/subscriptions")
    String wish(@PathVariable String key, @RequestParam(defaultValue = "") String service, Wishes.Form form,
            Principal principal, Locale locale, RedirectAttributes redirect) {
        ProfileRef person = keys.find(key).orElseThrow(() -> Problem.notFound("there is no profile with this key"));
        String back = PageLink.toPerson(person.key());
        wishes.grant(service, person, form, principal, back, locale).on(redirect);
        return "redirect:" + back;
    }
}
