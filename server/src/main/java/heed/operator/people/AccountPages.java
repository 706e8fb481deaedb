package heed.operator.people;

import heed.ledger.Actor;
import heed.web.page.Flash;
import heed.web.page.Pages;
import heed.web.page.SignedIn;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/account`: what an operator sets for itself: password, language, time zone; signing out everywhere.
@Pages
@RequestMapping("/account")
class AccountPages {
    private static final String PAGE = "redirect:/account";
    private static final Set<String> LANGUAGES = Set.of("en", "fr", "de");

    private final Operators operators;

    AccountPages(Operators operators) {
        this.operators = operators;
    }

    @GetMapping
    String account(Model model) {
        model.addAttribute("languages", LANGUAGES.stream().sorted().toList());
        model.addAttribute("zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
        model.addAttribute("shortest", Operators.SHORTEST_PASSWORD);
        return "operator/account";
    }

    /// Takes effect at the next sign-in of every other session; this one is brought up to date at once.
    @PostMapping("/taste")
    String taste(@RequestParam String language, @RequestParam String timeZone,
            @AuthenticationPrincipal SignedIn operator, RedirectAttributes redirect) {
        @Nullable
        String chosenLanguage = LANGUAGES.contains(language) ? language : null;
        @Nullable
        String chosenZone = ZoneId.getAvailableZoneIds().contains(timeZone) ? timeZone : null;
        operators.taste(operator.id(), chosenLanguage, chosenZone);
        operator.choose(chosenLanguage, chosenZone);
        Flash.done("operator.account.saved").on(redirect);
        return PAGE;
    }

    /// Asks for the present password; all sessions end, this one too.
    @PostMapping("/password")
    String password(@RequestParam String present, @RequestParam String wanted, @RequestParam String again,
            @AuthenticationPrincipal SignedIn operator, Principal principal, RedirectAttributes redirect) {
        String refused = refused(operator, present, wanted, again);
        if (refused != null) {
            Flash.refused(refused, Operators.SHORTEST_PASSWORD).on(redirect);
            return PAGE;
        }
        operators.password(operator.id(), wanted, Actor.of(principal));
        return "redirect:/login?why=ended";
    }

    /// Every session of the operator ends, this one too.
    @PostMapping("/sign-out-everywhere")
    String signOutEverywhere(@AuthenticationPrincipal SignedIn operator) {
        operators.signOut(operator.id());
        return "redirect:/login?why=ended";
    }

    private @Nullable String refused(SignedIn operator, String present, String wanted, String again) {
        if (!operators.isPassword(operator.shown(), present)) {
            return "operator.account.wrong-password";
        }
        if (!wanted.equals(again)) {
            return "operator.account.not-the-same";
        }
        return wanted.length() < Operators.SHORTEST_PASSWORD ? "operator.account.too-short" : null;
    }
}
