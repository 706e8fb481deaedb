package heed.delivery;

import heed.rules.ExclusionRule;
import heed.rules.Typology;
import heed.web.Problem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The typologies a delivery may use: so far the built-in ones, which are read-only (semantics §4).
@RestController
@RequestMapping("/api/v1/typologies")
class TypologyApi {

    /// A typology as the API shows it.
    ///
    /// @param rules in order of precedence
    record TypologyView(String name, boolean builtIn, List<RuleView> rules) {}

    /// A rule as the API shows it.
    ///
    /// @param rule its code, which is also the cause it gives
    /// @param sentence what operators read
    record RuleView(String rule, String sentence) {

        static RuleView of(ExclusionRule rule) {
            return new RuleView(rule.code(), rule.sentence());
        }
    }

    @GetMapping("/{name}")
    TypologyView get(@PathVariable String name) {
        Typology typology = Typology.builtIn(name)
                .orElseThrow(() -> Problem.notFound("there is no typology of that name"));
        return new TypologyView(name, true, typology.rules().stream().map(RuleView::of).toList());
    }
}
