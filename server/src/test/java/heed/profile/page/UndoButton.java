package heed.profile.page;

import heed.testing.Answer;
import heed.testing.Console;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/// The button under what a page says was done.
public final class UndoButton {

    private static final Pattern FLASH = Pattern.compile("<div[^>]*class=\"alert flash.*?</form>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
    private static final Pattern FIELD = Pattern
            .compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private UndoButton() {
    }

    /// Presses it.
    public static Answer press(Console console, Answer page) {
        Matcher flash = FLASH.matcher(page.text());
        if (!flash.find()) {
            throw new AssertionError("no undo on " + page);
        }
        Matcher action = ACTION.matcher(flash.group());
        if (!action.find()) {
            throw new AssertionError("no action in " + flash.group());
        }
        Map<String, String> fields = new TreeMap<>();
        Matcher field = FIELD.matcher(flash.group());
        while (field.find()) {
            fields.put(HtmlUtils.htmlUnescape(field.group(1)), HtmlUtils.htmlUnescape(field.group(2)));
        }
        fields.remove("_csrf");
        return console.post(HtmlUtils.htmlUnescape(action.group(1)), fields);
    }
}
