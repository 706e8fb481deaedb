package heed.profile.page;

import heed.ledger.Actor;
import heed.profile.data.ProfileEdits;
import heed.profile.data.ProfileEdits.Edited;
import heed.profile.data.ProfileView;
import heed.profile.data.ProfileViewStore;
import heed.rules.Channel;
import heed.rules.ProfileKey;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import heed.web.page.Refusals;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/// `/profiles/new` and `/profiles/{key}/edit`: the data of a profile. What cannot be taken comes back as it was typed.
@Pages
class ProfileFormPages {
    private static final String NEW = "profile/new";
    private static final String EDIT = "profile/edit";

    private final ProfileEdits edits;
    private final ProfileViewStore views;
    private final PersonHeads heads;
    private final JsonMapper json;
    private final Refusals refusals;

    ProfileFormPages(ProfileEdits edits, ProfileViewStore views, PersonHeads heads, JsonMapper json,
            Refusals refusals) {
        this.edits = edits;
        this.views = views;
        this.heads = heads;
        this.json = json;
        this.refusals = refusals;
    }

    /// The profile whose key is `new` has its page at `/profiles/new?person`.
    @GetMapping(path = "/profiles/new", params = "!person")
    String form(@RequestParam Map<String, String> typed, Model model) {
        model.addAttribute("namesake", heads.of(PersonHead.FORM).orElse(null));
        return show(NEW, new ProfileForm(typed), FormProblems.NONE, model);
    }

    @PostMapping("/profiles")
    String make(@RequestParam Map<String, String> typed, Principal principal, Model model,
            Locale locale, HttpServletResponse response, RedirectAttributes redirect) {
        ProfileForm form = new ProfileForm(typed);
        Edited made;
        try {
            ProfileKey.problem(form.key()).ifPresent(problem -> {
                throw Problem.badRequest("key", problem);
            });
            made = edits.make(form.key(), form.body(json), Actor.of(principal));
        } catch (Problem refused) {
            response.setStatus(refused.status().value());
            return show(NEW, form, FormProblems.of(refused, form, refusals.in(locale)), model);
        }
        CreationUndoPages.made(form.key(), made.version()).on(redirect);
        return "redirect:" + PersonHead.path(form.key());
    }

    @GetMapping("/profiles/{key}/edit")
    String edit(@PathVariable String key, Model model) {
        model.addAttribute("person", person(key));
        return show(EDIT, stored(key), FormProblems.NONE, model);
    }

    @PostMapping("/profiles/{key}/edit")
    String edit(@PathVariable String key, @RequestParam Map<String, String> typed, Principal principal, Model model,
            Locale locale, HttpServletResponse response, RedirectAttributes redirect) {
        PersonHead person = person(key);
        ProfileForm before = stored(key);
        ProfileForm form = new ProfileForm(typed);
        try {
            Edited edited = edits.edit(key, form.body(json), form.version(), Actor.of(principal));
            (edited.version() == form.version()
                    ? Flash.nothing("profile.edited.nothing")
                    : Flash.done("profile.edited").undo(person.at("edit"), before.at(edited.version()).typed()))
                    .on(redirect);
            return "redirect:" + person.path();
        } catch (Problem refused) {
            response.setStatus(refused.status().value());
            model.addAttribute("person", person);
            return show(EDIT, form, FormProblems.of(refused, form, refusals.in(locale)), model);
        }
    }

    private ProfileForm stored(String key) {
        // The version first: what changes after it is noticed.
        long version = views.version(key).orElseThrow(ProfileFormPages::unknown);
        ProfileView view = views.find(key).orElseThrow(ProfileFormPages::unknown);
        return ProfileForm.of(version, view, views.addresses(view.id()));
    }

    private PersonHead person(String key) {
        return heads.of(key).filter(head -> head.key().equals(key) && !head.deleted())
                .orElseThrow(ProfileFormPages::unknown);
    }

    private static Problem unknown() {
        return Problem.notFound("there is no profile with this key");
    }

    private static String show(String template, ProfileForm form, FormProblems problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("channels", Channel.values());
        return template;
    }
}
