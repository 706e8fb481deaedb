package heed.e2e.stage;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Somebody before a window of the console: finds things by role, label and text, all of them in full.
public final class Visitor implements AutoCloseable {

    /// How much of a long page a picture shows, in pixels: drawing all of it takes longer than looking at it.
    private static final int TALLEST = 1400;

    private static final int JPEG_QUALITY = 70;

    private static final int MOST_TABS = 80;

    private static final Page.GetByTextOptions EXACTLY = new Page.GetByTextOptions().setExact(true);

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // An answer that is an error page is a journey's own business.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /// For what has no word here.
    public Page page() {
        return page;
    }

    public Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    /// Fills in the sign-in page that is open.
    public void signIn(String name, String password) {
        fill("Name", name);
        fill("Password", password);
        press("Sign in");
        page.waitForLoadState();
    }

    /// What the page calls itself.
    public Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /// What the page says about the last change.
    public Locator flash() {
        return page.locator(".flash");
    }

    public Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// A box to tick.
    public Locator box(String name) {
        return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// One of several to choose from.
    public Locator radio(String name) {
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /// Wherever exactly this is written.
    public Locator text(String text) {
        return page.getByText(text, EXACTLY);
    }

    /// The rows of tables that hold a text.
    public Locator row(String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    /// An entry of the menu.
    public Locator menu(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Menu").setExact(true))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /// A figure by the words below it.
    public Locator figure(String label) {
        return page.locator(".card-body").filter(new Locator.FilterOptions().setHas(text(label)))
                .locator(".stat");
    }

    /// Walks to a thing with the Tab key, as without a mouse.
    public void tabTo(Locator thing) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(thing.evaluate("thing => thing === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the Tab key does not lead to " + thing);
    }

    public void follow(String link) {
        link(link).click();
    }

    public void press(String button) {
        button(button).click();
    }

    public void fill(String label, String text) {
        field(label).fill(text);
    }

    /// Takes an option of a list by its text.
    public void choose(String label, String option) {
        field(label).selectOption(new SelectOption().setLabel(option));
    }

    /// The page as it looks in the window and theme that it has now, kept for people under that name.
    public void picture(Look look, String name) {
        page.screenshot(shot(look.picture(name)).setType(ScreenshotType.JPEG).setQuality(JPEG_QUALITY));
    }

    /// The page as it looks in every window and theme, kept for people under that name.
    public void pictures(String name) {
        for (Look look : Look.values()) {
            look.at(page);
            picture(look, name);
        }
        Look.DESK_LIGHT.at(page);
    }

    /// The page as it looks now, as a PNG.
    void picture(Path file) {
        page.screenshot(shot(file));
    }

    /// The beginning of a long one.
    private Page.ScreenshotOptions shot(Path file) {
        return new Page.ScreenshotOptions().setPath(file).setFullPage(true).setClip(0, 0, page.viewportSize().width,
                TALLEST);
    }

    /// What the browser found wrong: scripts that failed, and whatever the Content-Security-Policy stopped.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }
}
