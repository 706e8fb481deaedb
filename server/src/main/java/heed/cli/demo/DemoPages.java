package heed.cli.demo;

import heed.landingpage.editor.SamplePages;
import heed.landingpage.editor.SamplePages.Sample;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/// The sample landing pages, as the terminal tells of them.
///
/// @param lines addresses that anybody can open, and those of one person
record DemoPages(List<String> lines) {
    private static final String FIRST = "Pages    ";
    private static final String NEXT = "         ";

    DemoPages {
        lines = List.copyOf(lines);
    }

    /// Makes those that are not there yet.
    ///
    /// @param service the name of the service that some are about
    /// @param profile whose own links are told
    /// @param key of that profile
    static DemoPages of(ConfigurableApplicationContext server, String service, int profile, String key) {
        SamplePages samples = server.getBean(SamplePages.class);
        Links links = server.getBean(Links.class);
        samples.makeIfNone(service);
        List<String> lines = new ArrayList<>();
        for (Sample page : samples.open()) {
            lines.add((lines.isEmpty() ? FIRST : NEXT) + links.url("/page/" + page.name()));
        }
        for (Sample page : samples.open()) {
            String token = links.token(new Link(Purpose.PAGE, profile, 0, page.id(), 0, 0));
            lines.add(NEXT + links.url("/p/" + token) + "   (" + page.name() + ", as " + key + " gets it)");
        }
        return new DemoPages(lines);
    }
}
