package heed.quarantine.release;

import heed.ledger.Actor;
import heed.quarantine.release.BulkRelease.Filter;
import heed.quarantine.release.BulkRelease.Released;
import heed.rules.Channel;
import heed.rules.quarantine.ErrorReason;
import heed.web.page.Flash;
import heed.web.page.FormField;
import heed.web.page.Pages;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/quarantine/release`: counts what a release would clear, then releases it, with a reason and an undo.
@Pages
@RequestMapping("/quarantine/release")
class ReleasePages {
    private final BulkRelease releases;

    ReleasePages(BulkRelease releases) {
        this.releases = releases;
    }

    /// The filters as the form sends them: empty leaves a field open; days are days of the operator's zone.
    record Query(@Nullable String channel, @Nullable String domain, @Nullable String text,
            @Nullable String errorReason, @Nullable LocalDate from, @Nullable LocalDate to) {

        Filter filter(ZoneId zone) {
            return Filter.of(FormField.text(channel), FormField.text(domain), FormField.text(text),
                    FormField.text(errorReason), FormField.from(from, zone),
                    FormField.to(to, zone));
        }

        /// What is asked for, by the name of its field.
        public Map<String, String> fields() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("channel", FormField.text(channel));
            all.put("domain", FormField.text(domain));
            all.put("errorReason", FormField.text(errorReason));
            all.put("text", FormField.text(text));
            all.put("from", from);
            all.put("to", to);
            Map<String, String> fields = new LinkedHashMap<>();
            all.forEach((name, value) -> {
                if (value != null) {
                    fields.put(name, value.toString());
                }
            });
            return fields;
        }
    }

    /// The dry run: how many, nothing changes.
    @GetMapping
    String count(Query query, ZoneId zone, Model model) {
        Filter filter = query.filter(zone);
        model.addAttribute("query", query);
        model.addAttribute("count", filter.isEmpty() ? null : releases.count(filter));
        model.addAttribute("channels", Channel.values());
        model.addAttribute("reasons", ErrorReason.values());
        return "quarantine/release";
    }

    @PostMapping
    String release(Query query, @RequestParam String reason, ZoneId zone, Principal principal,
            RedirectAttributes redirect) {
        Filter filter = query.filter(zone);
        if (filter.isEmpty() || reason.isBlank()) {
            Flash.refused(filter.isEmpty() ? "quarantine.release.open" : "page.reason.missing").on(redirect);
            redirect.addAllAttributes(query.fields());
            return "redirect:/quarantine/release";
        }
        Released released = releases.release(filter, Actor.of(principal), reason.strip());
        Long seq = released.seq();
        (seq == null
                ? Flash.nothing("quarantine.release.none")
                : Flash.done("quarantine.released", released.matched()).undo("/quarantine/undo",
                        Map.of("seq", seq.toString(), "reason", reason.strip())))
                .on(redirect);
        return "redirect:/quarantine";
    }
}
