package heed.cli.selftest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a form of a page holds unseen: a browser sends it along with the button.
final class FormFields {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>",
            Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private FormFields() {
    }

    /// Of the form that is sent to that address, as a body; empty where there is none.
    static String held(String html, URI action) {
        Matcher form = FORM.matcher(html);
        while (form.find()) {
            if (Objects.requireNonNull(form.group(1)).endsWith(action.getPath())) {
                return HIDDEN.matcher(Objects.requireNonNull(form.group(2))).results()
                        .map(field -> encoded(field.group(1)) + "=" + encoded(field.group(2)))
                        .collect(Collectors.joining("&"));
            }
        }
        return "";
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(Objects.requireNonNull(text), StandardCharsets.UTF_8);
    }
}
