package heed.landingpage.editor;

import static java.nio.charset.StandardCharsets.UTF_8;

import heed.landingpage.FormFrame;
import heed.landingpage.PageRenderer;
import heed.landingpage.PageVersion;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// How heavy a page is on its way to a visitor, with its frame and its styles: no visitor is to load more than 30 KB.
@Component
class PageWeight {

    /// In bytes.
    static final int MOST = 30_000;

    /// What stands around every page: head, brand and its colours, the choice of languages, the headers of three answers.
    private static final int FRAME = 4_000;
    private static final String TOKEN = "x".repeat(59);

    private final PageRenderer renderer;
    private final SampleVisitor samples;
    private final long styles;

    PageWeight(PageRenderer renderer, SampleVisitor samples) throws IOException {
        this.renderer = renderer;
        this.samples = samples;
        this.styles = new ClassPathResource("/static/assets/public.css").contentLength();
    }

    /// In bytes, in that language: for a stranger, or for somebody who has subscribed to everything it offers, whichever is
    /// more.
    long of(PageVersion page, String language) {
        return FRAME + styles + Math.max(html(page, language, true), html(page, language, false));
    }

    private int html(PageVersion page, String language, boolean known) {
        FormFrame frame = new FormFrame("/p/" + TOKEN, Map.of("form", TOKEN, "lang", language), Map.of(), false);
        return renderer.render(page, Locale.forLanguageTag(language), samples.of(page, known), frame).html()
                .getBytes(UTF_8).length;
    }
}
