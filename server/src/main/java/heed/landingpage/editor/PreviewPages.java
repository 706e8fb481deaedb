package heed.landingpage.editor;

import heed.landingpage.FormFrame;
import heed.landingpage.LandingPageStore;
import heed.landingpage.PageRenderer;
import heed.landingpage.PageVersion;
import heed.landingpage.Rendered;
import heed.web.Problem;
import heed.web.page.PageLanguage;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A landing page as a visitor would see it, for a made-up one: the draft, what is being typed, or a version.
///
/// It may stand in a frame of the console, unlike every other page; no script runs in it and nothing can be sent.
@Pages
@RequestMapping("/landing-pages/{id:[0-9]{1,9}}/preview")
class PreviewPages {
    private static final String FRAMED = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none';"
            + " base-uri 'none'; frame-ancestors 'self'";
    private static final String STRANGER = "stranger";

    private final Publishing publishing;
    private final LandingPageStore versions;
    private final PageRenderer renderer;
    private final SampleVisitor samples;

    PreviewPages(Publishing publishing, LandingPageStore versions, PageRenderer renderer, SampleVisitor samples) {
        this.publishing = publishing;
        this.versions = versions;
        this.renderer = renderer;
        this.samples = samples;
    }

    /// @param version one that was published; none: the draft
    /// @param language the page's language
    /// @param visitor `stranger`, else somebody known
    @GetMapping
    String stored(@PathVariable int id, @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "en") String language, @RequestParam(defaultValue = "") String visitor,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        LandingPage page = publishing.page(id);
        PageVersion shown = version == null
                ? page.draft().version(id, 0, page.name(), page.kind(), page.updatedAt())
                : versions.version(id, version).orElseThrow(() -> Problem.notFound("there is no such version"));
        return show(shown, language, visitor.equals(STRANGER), request, response, model);
    }

    /// What stands in the editor's form; nothing is saved.
    @PostMapping
    String typed(@PathVariable int id, @RequestParam Map<String, String> typed, ZoneId zone, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        LandingPage page = publishing.page(id);
        EditForm form = new EditForm(typed);
        PageVersion shown = form.preview(page.draft(), zone).version(id, 0, page.name(), page.kind(), page.updatedAt());
        return show(shown, form.get("language"), form.get("visitor").equals(STRANGER), request, response, model);
    }

    private String show(PageVersion page, String language, boolean stranger, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        response.setHeader("Content-Security-Policy", FRAMED);
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        if (page.contents().isEmpty()) {
            throw Problem.notFound("the page says nothing yet");
        }
        Rendered rendered = renderer.render(page, Locale.forLanguageTag(language), samples.of(page, !stranger),
                FormFrame.looking());
        PageLanguage.set(request, Locale.forLanguageTag(rendered.language()));
        model.addAttribute("rendered", rendered);
        return "landing/preview";
    }
}
