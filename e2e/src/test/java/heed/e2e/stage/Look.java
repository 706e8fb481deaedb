package heed.e2e.stage;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;

/// A window and a theme in which a page is looked at; each differs from the one before in one of both.
public enum Look {
    DESK_LIGHT(1280, 800, ColorScheme.LIGHT),
    /// The narrowest phone that counts.
    PHONE_LIGHT(360, 740, ColorScheme.LIGHT), PHONE_DARK(360, 740, ColorScheme.DARK), DESK_DARK(1280, 800,
            ColorScheme.DARK);

    private static final Path PICTURES = Path.of("target", "screenshots");

    /// By then a page of the console has followed the theme, its charts too; one for recipients has no script to wait for.
    private static final String DRAWN = """
            () => {
              const shown = document.documentElement.getAttribute('data-bs-theme');
              const dark = matchMedia('(prefers-color-scheme: dark)').matches;
              const still = !document.querySelector('canvas') && (shown === null || (shown === 'dark') === dark);
              return still ? null : new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())));
            }""";

    private final int width;
    private final int height;
    private final ColorScheme theme;

    Look(int width, int height, ColorScheme theme) {
        this.width = width;
        this.height = height;
        this.theme = theme;
    }

    /// Gives the page that window and theme, as the system of whoever looks does.
    public void at(Page page) {
        if (page.viewportSize().width != width) {
            page.setViewportSize(width, height);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        page.evaluate(DRAWN);
    }

    /// Is a page asked by every rule here? Desk and phone, light and dark are: what one of them alone changes is seen.
    public boolean asksEverything() {
        return this == DESK_LIGHT || this == PHONE_DARK;
    }

    /// Where the picture of a page of that name is kept.
    Path picture(String name) {
        return PICTURES.resolve("%s-%d-%s.jpg".formatted(name, width, theme.name().toLowerCase(Locale.ROOT)));
    }
}
