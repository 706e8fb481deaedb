package heed.e2e.stage;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The server and the browser, for all journeys.
public final class Stage implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 20_000;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostOffice mail;
    private final ShippedHeed heed;
    private final Playwright playwright;
    private final Browser browser;
    private final String session;
    private final List<Sheet> sitemap;

    private Stage(PostOffice mail, ShippedHeed heed, Playwright playwright, Browser browser) {
        this.mail = mail;
        this.heed = heed;
        this.playwright = playwright;
        this.browser = browser;
        this.session = session();
        this.sitemap = Sitemap.of(api(), heed.publicPages(), mail);
    }

    /// Starts both. What is missing is told before anything is started.
    static Stage open() {
        Path chromium = Chromium.executable();
        PostOffice mail = new PostOffice();
        ShippedHeed heed = ShippedHeed.start(mail.url());
        // The browser is the machine's: nothing is downloaded.
        Playwright playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                .setChromiumSandbox(false)
                .setArgs(List.of("--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new Stage(mail, heed, playwright, browser);
    }

    /// The API, with every scope.
    public Api api() {
        return new Api(heed.signIn().url(), ShippedHeed.KEY);
    }

    /// What a command of the jar came to.
    public record Ran(int code, String printed) {}

    /// Runs a command of the shipped jar, with the API key of this server in its environment.
    public Ran heed(String... arguments) {
        ShippedHeed.Ran ran = ShippedHeed.run(arguments);
        return new Ran(ran.code(), ran.printed());
    }

    /// Where the server listens.
    public URI url() {
        return heed.signIn().url();
    }

    /// What Heed has mailed.
    public PostOffice mail() {
        return mail;
    }

    /// Every page of the console.
    public List<Sheet> sitemap() {
        return sitemap;
    }

    /// The name of the first operator.
    public String name() {
        return heed.signIn().name();
    }

    /// The password that the first start printed.
    public String password() {
        return heed.signIn().password();
    }

    /// A word nobody else uses: `unique("key")` is `key-17`.
    public String unique(String prefix) {
        return prefix + "-" + NUMBER.incrementAndGet();
    }

    /// A French mobile number that nobody else has.
    public String phone() {
        return "+336123%05d".formatted(NUMBER.incrementAndGet());
    }

    /// Somebody who is not signed in.
    public Visitor stranger() {
        return visitor(options());
    }

    /// Somebody who is not signed in, with a browser that runs no script.
    public Visitor withoutScript() {
        return visitor(options().setJavaScriptEnabled(false));
    }

    /// The first operator, signed in; all of them share one session, so that none ends another's.
    public Visitor operator() {
        return visitor(options().setStorageState(session));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        heed.close();
        mail.close();
    }

    private String session() {
        try (Visitor operator = stranger()) {
            operator.open("/login").signIn(name(), password());
            return operator.page().context().storageState();
        }
    }

    private Visitor visitor(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Visitor(context);
    }

    private Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setBaseURL(heed.signIn().url().toString()).setLocale("en-GB")
                .setTimezoneId("Europe/Paris").setViewportSize(1280, 800).setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE);
    }
}
