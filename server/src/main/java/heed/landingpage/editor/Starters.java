package heed.landingpage.editor;

import heed.landingpage.PageContent;
import heed.landingpage.PageKind;
import heed.link.PublicLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a new page says: complete in every language, so that it can be published at once.
///
/// A file each, `heed/landingpage/<kind>.<language>.md`: the first line is the title, what stands below `+++` the thanks.
final class Starters {
    private static final String THANKS = "\n+++\n";

    private Starters() {
    }

    static Map<String, PageContent> of(PageKind kind) {
        Map<String, PageContent> contents = new TreeMap<>();
        for (Locale language : PublicLanguage.ALL) {
            contents.put(language.getLanguage(), read(kind.code() + "." + language.getLanguage() + ".md"));
        }
        return contents;
    }

    private static PageContent read(String name) {
        try (InputStream file = Starters.class.getResourceAsStream("/heed/landingpage/" + name)) {
            if (file == null) {
                throw new IllegalStateException("no file " + name);
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int body = text.indexOf('\n');
            int thanks = text.indexOf(THANKS);
            return new PageContent(text.substring("# ".length(), body), text.substring(body, thanks).strip(),
                    text.substring(thanks + THANKS.length()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
