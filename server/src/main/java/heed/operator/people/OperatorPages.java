package heed.operator.people;

import heed.ledger.Actor;
import heed.operator.Role;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/settings/operators`: who may sign in, and as what.
@Pages
@RequestMapping("/settings/operators")
class OperatorPages {
    private static final String PAGE = "redirect:/settings/operators";

    private final Operators operators;

    OperatorPages(Operators operators) {
        this.operators = operators;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("operators", operators.all());
        model.addAttribute("roles", Role.values());
        model.addAttribute("shortest", Operators.SHORTEST_PASSWORD);
        return "operator/operators";
    }

    @PostMapping
    String make(@RequestParam String name, @RequestParam String role, @RequestParam String password,
            Principal principal, RedirectAttributes redirect) {
        try {
            Operator made = operators.make(name.strip(), role(role), password, Actor.of(principal));
            Flash.done("operator.made", made.name()).on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return PAGE;
    }

    @PostMapping("/{id}/role")
    String role(@PathVariable long id, @RequestParam String role, @RequestParam String reason, Principal principal,
            RedirectAttributes redirect) {
        Operator before = operators.get(id);
        try {
            Operator now = operators.role(id, role(role), reason, Actor.of(principal));
            Flash.done("operator.role.changed", now.name(), now.role().code())
                    .undo("/settings/operators/" + id + "/role",
                            Map.of("role", before.role().code(), "reason", reason))
                    .on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return PAGE;
    }

    @PostMapping("/{id}/disabled")
    String disable(@PathVariable long id, @RequestParam boolean disabled, @RequestParam String reason,
            Principal principal, RedirectAttributes redirect) {
        try {
            Operator now = operators.disable(id, disabled, reason, Actor.of(principal));
            Flash.done(disabled ? "operator.disabled" : "operator.enabled", now.name())
                    .undo("/settings/operators/" + id + "/disabled",
                            Map.of("disabled", String.valueOf(!disabled), "reason", reason))
                    .on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return PAGE;
    }

    @PostMapping("/{id}/password")
    String password(@PathVariable long id, @RequestParam String password, Principal principal,
            RedirectAttributes redirect) {
        try {
            operators.password(id, password, Actor.of(principal));
            Flash.done("operator.password.set", operators.get(id).name()).on(redirect);
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return PAGE;
    }

    private static Role role(String code) {
        return Role.ofCode(code).orElseThrow(() -> Problem.badRequest("role", "is none of the roles"));
    }
}
