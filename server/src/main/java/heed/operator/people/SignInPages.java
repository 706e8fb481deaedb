package heed.operator.people;

import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/login`: the one page of the console that needs no sign-in.
@Pages
class SignInPages {

    /// @param why what happened before: `wrong`, `wait`, `out`, `ended`, or nothing
    @GetMapping("/login")
    String signIn(@RequestParam(defaultValue = "") String why, Model model, HttpServletResponse response) {
        if (why.equals("wait")) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        }
        model.addAttribute("why", why);
        return "operator/sign-in";
    }
}
