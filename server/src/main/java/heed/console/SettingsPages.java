package heed.console;

import heed.ledger.Actor;
import heed.quarantine.QuarantineSettings;
import heed.web.page.Flash;
import heed.web.page.InstanceSettingStore;
import heed.web.page.InstanceSettingStore.Instance;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import java.security.Principal;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/settings`: the instance's name and brand, to change; what its environment sets, to look at.
@Pages
@RequestMapping("/settings")
class SettingsPages {
    private static final int ORDER = 80;
    private static final String PAGE = "redirect:/settings";
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,60}");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final InstanceSettingStore store;
    private final InstanceSettings settings;
    private final QuarantineSettings quarantine;
    private final String region;

    SettingsPages(InstanceSettingStore store, InstanceSettings settings, QuarantineSettings quarantine,
            @Value("${heed.default-region:}") String region) {
        this.store = store;
        this.settings = settings;
        this.quarantine = quarantine;
        this.region = region;
    }

    @Bean
    static MenuItem settingsMenu() {
        return new MenuItem(ORDER, "/settings", "settings.settings", "settings");
    }

    @GetMapping
    String settings(Model model) {
        model.addAttribute("quarantine", quarantine);
        model.addAttribute("region", region);
        return "settings/settings";
    }

    @PostMapping
    String change(@RequestParam String name, @RequestParam String color, @RequestParam String reason,
            Principal principal, RedirectAttributes redirect) {
        String wanted = name.strip();
        if (!NAME.matcher(wanted).matches() || !COLOR.matcher(color).matches() || reason.isBlank()) {
            Flash.refused("settings.refused").on(redirect);
            return PAGE;
        }
        Instance before = store.instance();
        Instance after = new Instance(wanted, color);
        if (before.equals(after)) {
            Flash.nothing("settings.same").on(redirect);
            return PAGE;
        }
        settings.change(before, after, reason.strip(), Actor.of(principal));
        Flash.done("settings.changed", before.name(), after.name(), before.color(), after.color())
                .undo("/settings", Map.of("name", before.name(), "color", before.color(), "reason", reason))
                .on(redirect);
        return PAGE;
    }
}
