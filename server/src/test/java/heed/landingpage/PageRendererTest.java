package heed.landingpage;

import static org.assertj.core.api.Assertions.assertThat;

import heed.link.LinkSettings;
import heed.rules.optout.Switch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class PageRendererTest {

    private static final ServiceBox NEWS = new ServiceBox(7, "news", "News & more", "active", true, 12);
    private static final ServiceBox OFFERS = new ServiceBox(8, "offers", "Offers", "pending", false, 13);
    private static final Visitor ADA = new Visitor(true, "ada@example.org", Map.of(Switch.SMS, 9L),
            List.of(NEWS, OFFERS), Map.of("city", "<b>Lyon</b> *x* {{submit}} [a](javascript:b)"));
    private static final FormFrame FRAME = new FormFrame("/p/token", Map.of("version", "3"), Map.of(), false);

    private final PageRenderer renderer = new PageRenderer(texts(), new LinkSettings(null, "en"));

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
            "<p onclick=\"alert(1)\">x</p>",
            "<a href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))", "[x](data:text/html,alert(1))",
            "<iframe src=\"https://evil.example\"></iframe>",
            "<form action=\"https://evil.example\"><input name=wanted>",
            "<input name=\"wanted\" value=\"all\">", "<button name=act>go</button>", "<style>*{display:none}</style>",
            "<p style=\"display:none\">x</p>", "![x](https://evil.example/x.png)", "<svg onload=alert(1)>",
            "<link rel=stylesheet href=//evil.example>", "<meta http-equiv=refresh content=0>", "</form><form>",
            "<p class=\"trap\" id=\"stop\">x</p>", "<textarea>", "<!-- x -->", "<object data=x>", "<base href=//evil>",
            "&lt;script&gt;alert(1)&lt;/script&gt;", "<a href=\"https://ok.example\" target=_top onfocus=x>x</a>"})
    void nothingHarmfulThatAnAuthorWritesIsLeft(String hostile) {
        String html = render(PageKind.OPT_OUT_ALL, "before " + hostile + " after\n\n{{submit}}", ADA).html();

        assertThat(html).doesNotContainIgnoringCase("<script").doesNotContainIgnoringCase("<img")
                .doesNotContainIgnoringCase("onclick").doesNotContainIgnoringCase("onfocus")
                .doesNotContainIgnoringCase("onload=").doesNotContain("javascript:").doesNotContain("data:text")
                .doesNotContain("evil").doesNotContain("style=").doesNotContain("<style")
                .doesNotContain("class=\"trap\"")
                .doesNotContain("id=\"stop\"").doesNotContain("target").doesNotContain("<textarea")
                .doesNotContain("<!--");
        assertThat(html.split("<form", -1)).hasSize(2);
        assertThat(html.split("<button", -1)).hasSize(2);
        assertThat(html).doesNotContain("name=\"wanted\"");
    }

    @Test
    void aPlaceholderInsideATagFillsNothingIn() {
        String html = render(PageKind.OPT_OUT_ALL, """
                [x]({{submit}}) <a href="https://ok.example/{{attribute.city}}">y</a> <a title="{{submit}}">z</a>
                <p {{submit}}>w</p> &#xE000;0&#xE001; \uE0000\uE001

                {{submit}}""", ADA).html();

        assertThat(html.split("<button", -1)).hasSize(2);
        assertThat(html).doesNotContain("Lyon").doesNotContain("\uE000");
    }

    @Test
    void whatIsKnownOfAPersonIsTextAndNothingElse() {
        Rendered page = render(PageKind.PREFERENCES,
                "Hello **{{attribute.city}}**, {{attribute.unknown}}!\n\n{{submit}}",
                ADA);

        assertThat(page.html())
                .contains("Hello <strong>&lt;b&gt;Lyon&lt;/b&gt; *x* {{submit}} [a](javascript:b)</strong>, !");
        assertThat(page.text()).contains("Hello {{attribute.city}}").doesNotContain("Lyon")
                .doesNotContain("ada@example.org");
    }

    @Test
    void aPlaceholderThatIsNoneLeavesNothing() {
        assertThat(
                render(PageKind.OPT_OUT_ALL, "a {{#switches}} b {{/switches}} c {{> x}} d {{{submit}}} e", ADA).html())
                .doesNotContain("switches").doesNotContain("&gt; x");
    }

    @Test
    void aBoxPerChannelAndServiceShowsTodaysState() {
        Rendered page = render(PageKind.PREFERENCES, "{{switches}}\n{{services}}\n\n{{submit}} {{stop_everything}}",
                ADA);

        assertThat(page.html())
                .contains("<input type=\"hidden\" name=\"shown\" value=\"sms:9\">",
                        "<input type=\"checkbox\" name=\"wanted\" value=\"sms\" checked>",
                        "<input type=\"checkbox\" name=\"wanted\" value=\"email\">",
                        "<input type=\"hidden\" name=\"shownService\" value=\"7:12\">",
                        "<input type=\"checkbox\" name=\"service\" value=\"7\" checked><span>News &amp; more</span>",
                        "<input type=\"checkbox\" name=\"service\" value=\"8\"><span>Offers <small>waits for your",
                        "<input type=\"hidden\" name=\"version\" value=\"3\">",
                        "<form class=\"form\" id=\"page-form\" method=\"post\" action=\"/p/token\">")
                .doesNotContain("<p></p>").doesNotContain("<p><fieldset").doesNotContain("name=\"website\"");
        assertThat(page.html().split("type=\"checkbox\"", -1)).hasSize(1 + 8 + 2);
    }

    @Test
    void aFormThatCameBackKeepsItsTicksAndSaysWhatIsWrongBesideTheField() {
        FormFrame back = new FormFrame("/page/x", Map.of(), Map.of("email", "Not an address.", "form", "Once <more>."),
                false, Set.of("wanted=email"));
        Visitor stranger = new Visitor(false, "\"><x", Map.of(), List.of(), Map.of());

        String html = renderer
                .render(version(PageKind.PREFERENCES, "{{email}} {{switches}}", true), Locale.ENGLISH, stranger,
                        back)
                .html();

        assertThat(html).contains("value=\"email\" checked>", "aria-describedby=\"email-problem\"",
                "<p class=\"error\" id=\"email-problem\" role=\"alert\">Not an address.</p>", "Once &lt;more&gt;.",
                "value=\"&quot;&gt;&lt;x\"", "name=\"website\"");
    }

    @ParameterizedTest
    @EnumSource
    void stopEverythingIsOnEveryPage(PageKind kind) {
        for (Visitor visitor : List.of(ADA, Visitor.stranger(List.of(NEWS)))) {
            String without = render(kind, "{{service}} {{email}} {{submit}}", visitor).html();
            String with = render(kind, "{{service}} {{email}} {{submit}} {{stop_everything}} {{stop_everything}}",
                    visitor)
                    .html();

            assertThat(without).contains(">Stop everything</button>");
            assertThat(with.split(">Stop everything</button>", -1)).hasSize(2);
        }
    }

    @Test
    void whoHasStoppedEverythingReadsThat() {
        Visitor stopped = new Visitor(true, null, Map.of(Switch.ALL, 3L), List.of(), Map.of());

        assertThat(render(PageKind.PREFERENCES, "{{stop_everything}}", stopped).html())
                .contains("You have asked us to stop everything.").doesNotContain("Stop everything</button>");
    }

    @Test
    void onAPageToUnsubscribeATickMeansToLeaveAndOnlyWhatOneHasIsOffered() {
        Visitor visitor = new Visitor(true, null, Map.of(),
                List.of(NEWS, new ServiceBox(9, "events", "Events", "ended", false, 4)), Map.of());

        String html = render(PageKind.UNSUBSCRIPTION, "{{services}} {{submit}}", visitor).html();

        assertThat(html).contains("Unsubscribe me from", "name=\"service\" value=\"7\">").doesNotContain("Events")
                .doesNotContain("shownService").doesNotContain(" checked");
    }

    @Test
    void aServiceIsNamedInASentenceAndSentOnce() {
        String html = render(PageKind.SUBSCRIPTION, "Get {{service}}! Really: {{service}}.\n\n{{submit}}", ADA).html();

        assertThat(html).contains("Get <strong class=\"service\">News &amp; more</strong>"
                + "<input type=\"hidden\" name=\"service\" value=\"7\">!");
        assertThat(html.split("name=\"service\"", -1)).hasSize(2);
    }

    @Test
    void withoutPreloadNothingThatIsKnownIsShown() {
        String html = renderer.render(version(PageKind.PREFERENCES,
                "{{email}} {{attribute.city}} {{switches}} {{services}} {{submit}}", false), Locale.ENGLISH, ADA, FRAME)
                .html();

        assertThat(html).doesNotContain("Lyon").doesNotContain("ada@").doesNotContain("checked").doesNotContain("shown")
                .contains("News &amp; more");
    }

    /// E7.3: where no box shows what one has, another ends it.
    @Test
    void preferencesThatShowNoBoxTickedHaveASecondGroupToUnsubscribe() {
        Rendered blank = renderer.render(version(PageKind.PREFERENCES, "{{services}} {{submit}}", false),
                Locale.ENGLISH, ADA, FRAME);
        Rendered stranger = render(PageKind.PREFERENCES, "{{services}} {{submit}}", Visitor.stranger(List.of(NEWS)));

        for (Rendered page : List.of(blank, stranger)) {
            assertThat(page.html()).contains("<legend>Send me</legend>", "<legend>Unsubscribe me from</legend>",
                    "<input type=\"checkbox\" name=\"leave\" value=\"7\"><span>News &amp; more</span>");
            assertThat(page.text()).contains("Send me\n[ ] News & more", "Unsubscribe me from\n[ ] News & more");
        }
        assertThat(render(PageKind.PREFERENCES, "{{services}}", ADA).html()).doesNotContain("name=\"leave\"");
    }

    @Test
    void aPreviewCannotBeSent() {
        String html = renderer.render(version(PageKind.ACQUISITION, "{{email}} {{submit}}", true), Locale.ENGLISH,
                Visitor.stranger(List.of()), FormFrame.looking()).html();

        assertThat(html).doesNotContain("<form").doesNotContain("type=\"submit\"").contains("type=\"button\"");
    }

    @Test
    void theWordingHoldsWhatTheLabelsSayAndIsTheSameForEverybody() {
        String body = """
                # Choose
                Read [the rules](https://example.org/rules), *please*:

                - one
                - two

                {{email}}

                {{switches}}

                {{submit}}""";
        Visitor other = new Visitor(true, "bob@example.org", Map.of(), List.of(), Map.of());

        Rendered page = render(PageKind.PREFERENCES, body, ADA);

        assertThat(page.text()).isEqualTo("""
                Title

                Choose

                Read the rules (https://example.org/rules), please:

                - one
                - two

                This page is about {{email}}

                Do not contact me any more
                [ ] On any channel, now or later
                [ ] By e-mail
                [ ] By text message (SMS)
                [ ] By push notification
                [ ] By phone
                [ ] By letter
                [ ] By fax
                [ ] By WhatsApp

                [Save my choices]

                [Stop everything]""");
        assertThat(page.sha256()).isEqualTo(render(PageKind.PREFERENCES, body, other).sha256()).hasSize(64);
    }

    @Test
    void blocksStandBesideParagraphsAndTablesStayTables() {
        String html = render(PageKind.OPT_OUT_ALL, """
                one **two {{submit}} three** four

                <table><tr><th scope="row" colspan="2">A</th><td></td></tr></table>""", ADA).html();

        assertThat(html).contains("<p>one <strong>two </strong></p><button",
                "</button><p><strong> three</strong> four</p>",
                "<th scope=\"row\" colspan=\"2\">A</th><td></td>");
    }

    @Test
    void theLanguageIsTheWantedOneElseTheInstancesElseTheFirst() {
        PageContent german = new PageContent("Titel", "{{submit}}", "");
        PageVersion page = version(Map.of("de", german, "fr", new PageContent("Titre", "{{submit}}", "")));

        Visitor visitor = Visitor.stranger(List.of());
        assertThat(renderer.render(page, Locale.FRENCH, visitor, FRAME).html()).contains("Tout arrêter");
        assertThat(renderer.render(page, Locale.of("es"), visitor, FRAME).language()).isEqualTo("de");
        PageRenderer french = new PageRenderer(texts(), new LinkSettings(null, "fr"));
        assertThat(french.render(page, Locale.of("es"), visitor, FRAME).language()).isEqualTo("fr");
    }

    @Test
    void thanksHaveNoControls() {
        PageVersion page = version(Map.of("en", new PageContent("Bye {{attribute.city}}", "{{submit}}",
                "Thank you for {{service}}, {{attribute.city}}. {{submit}} {{switches}}")));

        Rendered thanks = renderer.thanks(page, Locale.ENGLISH, ADA);

        assertThat(thanks.html()).contains("Thank you for News &amp; more, Offers, &lt;b&gt;Lyon")
                .doesNotContain("<button")
                .doesNotContain("<form").doesNotContain("<input");
        assertThat(thanks.title()).startsWith("Bye <b>Lyon");
    }

    private Rendered render(PageKind kind, String body, Visitor visitor) {
        return renderer.render(version(kind, body, true), Locale.ENGLISH, visitor, FRAME);
    }

    private static PageVersion version(PageKind kind, String body, boolean preload) {
        return new PageVersion(1, 1, "x", kind, null, preload, true, null,
                Map.of("en", new PageContent("Title", body, "")), Map.of(), null, Instant.EPOCH);
    }

    private static PageVersion version(Map<String, PageContent> contents) {
        return new PageVersion(1, 1, "x", PageKind.OPT_OUT_ALL, null, true, true, null, contents, Map.of(), null,
                Instant.EPOCH);
    }

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/public-control");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }
}
