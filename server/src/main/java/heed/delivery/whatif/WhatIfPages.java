package heed.delivery.whatif;

import heed.delivery.Analyser;
import heed.delivery.Analyser.Outcome;
import heed.delivery.Analysis;
import heed.delivery.Analysis.Counts;
import heed.delivery.AnalysisStore;
import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import heed.web.Code;
import heed.web.page.Pages;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// `/deliveries/{id}/what-if`: two variants of the delivery's rules side by side, counted at every switch. Nothing is stored.
///
/// The form is posted because it says every switch, not because it changes anything. A delivery and its analysis are found
/// by primary key and unique (delivery_id); the figures come from the profile index.
@Pages
@RequestMapping("/deliveries/{id:[0-9]{1,18}}/what-if")
class WhatIfPages {
    private static final String PAGE = "delivery/what-if";

    private final Deliveries deliveries;
    private final AnalysisStore analyses;
    private final Analyser analyser;

    WhatIfPages(Deliveries deliveries, AnalysisStore analyses, Analyser analyser) {
        this.deliveries = deliveries;
        this.analyses = analyses;
        this.analyser = analyser;
    }

    /// Both variants are the delivery as it is. While the profile index is being loaded, how far that has come.
    @GetMapping
    String show(@PathVariable long id, Model model) {
        Delivery delivery = deliveries.get(id);
        double loaded = analyser.loaded();
        model.addAttribute("delivery", delivery);
        model.addAttribute("loaded", loaded);
        if (loaded >= 1) {
            Typology own = delivery.plan().typology();
            fill(delivery, own, own, model);
        }
        return PAGE;
    }

    /// Counts. Without htmx the answer is the whole page.
    ///
    /// @param a codes of the rules of the first variant; those that are always on need not be among them
    /// @param b those of the second
    @PostMapping
    String count(@PathVariable long id, @RequestParam(defaultValue = "") List<String> a,
            @RequestParam(defaultValue = "") List<String> b,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part, Model model) {
        Delivery delivery = deliveries.get(id);
        model.addAttribute("delivery", delivery);
        model.addAttribute("loaded", 1.0);
        model.addAttribute("part", part);
        fill(delivery, variant(delivery, "a", a), variant(delivery, "b", b), model);
        return part ? PAGE + " :: part" : PAGE;
    }

    private void fill(Delivery delivery, Typology first, Typology second, Model model) {
        Typology own = delivery.plan().typology();
        List<Counts> counts = analyser.compare(delivery.plan(), List.of(own, first, second)).stream()
                .map(Outcome::counts).toList();
        long targeted = counts.getFirst().target();
        Variant a = Variant.of("a", first, counts.get(1), own, targeted);
        Variant b = Variant.of("b", second, counts.get(2), own, targeted);
        model.addAttribute("audience", counts.getFirst().audience());
        model.addAttribute("targeted", targeted);
        model.addAttribute("prepared", analyses.find(delivery.id()).map(Analysis::result).orElse(null));
        model.addAttribute("variants", List.of(a, b));
        model.addAttribute("difference", b.target() - a.target());
    }

    private static Typology variant(Delivery delivery, String field, List<String> codes) {
        Set<ExclusionRule> rules = EnumSet.noneOf(ExclusionRule.class);
        Arrays.stream(ExclusionRule.values()).filter(rule -> !rule.droppable()).forEach(rules::add);
        codes.forEach(code -> rules.add(Code.required(field, code, ExclusionRule.values(), ExclusionRule::code)));
        return new Typology(delivery.plan().typology().name(), rules);
    }
}
