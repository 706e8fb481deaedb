package heed.e2e.stage;

import com.microsoft.playwright.Locator;

/// Somebody whose steps are counted, each kind by itself: pages that are opened, fields that are filled in, clicks on boxes
/// and buttons.
public final class Walker {

    /// A person takes at least that long to read a form and type an address.
    private static final double READING_MILLIS = 2_200;

    private final Visitor visitor;
    private int pages;
    private int fields;
    private int clicks;

    /// Nothing is counted yet.
    public Walker(Visitor visitor) {
        this.visitor = visitor;
    }

    /// What it took.
    ///
    /// @param pages opened, in a message or by name
    /// @param fields filled in
    /// @param clicks on boxes and buttons
    public record Steps(int pages, int fields, int clicks) {

        /// Is it no more than the other in any respect?
        public boolean isNoMoreThan(Steps other) {
            return pages <= other.pages && fields <= other.fields && clicks <= other.clicks;
        }
    }

    public Walker open(String path) {
        visitor.open(path);
        pages++;
        return this;
    }

    /// Types into a field, as quickly as somebody can who stops everything.
    public Walker type(String field, String text) {
        visitor.page().locator(field).fill(text);
        fields++;
        return this;
    }

    /// Takes the time that a person takes: whoever asks for messages is believed to be one.
    public Walker read() {
        visitor.page().waitForTimeout(READING_MILLIS);
        return this;
    }

    public Walker set(Locator box, boolean ticked) {
        box.setChecked(ticked);
        clicks++;
        return this;
    }

    /// Presses the button; where there are several of that name, the last of them.
    public Walker press(String button) {
        visitor.button(button).last().click();
        clicks++;
        return this;
    }

    public Steps steps() {
        return new Steps(pages, fields, clicks);
    }
}
