package heed.profile.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.operator.Role;
import heed.testing.Answer;
import heed.testing.Api;
import heed.testing.Console;
import heed.testing.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProfilePagesIT {

    private static final int MORE_THAN_A_PAGE = 52;
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"");
    private static final Pattern ENTRY = Pattern.compile("href=\"(/ledger/[0-9]+)\"");
    private static final Pattern SMS = Pattern.compile("<textarea[^>]*id=\"sms\"[^>]*>\\s*([^<]*?)\\s*<");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");

    private final Api api = TestServer.api();
    private final Console console = Console.as(Role.PRIVACY);
    private final String key = TestServer.unique("Person");
    private final String path = "/profiles/" + key;
    private final String mail = "Ada." + key + "@Example.org";

    @Test
    void whoAsksForNobodyIsToldWhatToDo() {
        String page = console.get("/profiles").expect(200).text();

        assertThat(page).contains("Whom are you looking for?", "/profiles/new", "/imports/new").doesNotContain("??",
                "<table");
        assertThat(Console.as(Role.VIEWER).get("/profiles").text()).doesNotContain("/profiles/new", "/imports/new");
    }

    @Test
    void aPersonIsFoundByKeyByAddressAndByTheirBeginnings() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "sms")).send().expect(200);

        for (String asked : List.of(key, mail, mail.toUpperCase(Locale.ROOT),
                "ada." + key.toLowerCase(Locale.ROOT))) {
            assertThat(console.get("/profiles?q=" + Api.segment(asked)).expect(200).text()).as(asked)
                    .contains("href=\"" + path + "\"", mail, "no SMS").doesNotContain("??", "Nobody fits");
        }
        assertThat(console.get("/profiles?q=nobody-at-all").text()).contains("Nobody fits");
        assertThat(console.get("/profiles.csv?q=" + key).expect(200).text()).contains(mail);
        Console.as(Role.VIEWER).get("/profiles.csv?q=" + key).expect(403);
    }

    @Test
    void aLongListGoesOn() {
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            api.put(path + "-" + (100 + i)).json("{}").send().expect(201);
        }

        api.put(path + "-").json("{}").send().expect(201);

        String first = console.get("/profiles?q=" + key + "-").expect(200).text();
        String second = console.get(next(first)).expect(200).text();

        assertThat(first).contains(path + "-100").contains("\"" + path + "-\"").doesNotContain(path + "-151");
        assertThat(second).contains(path + "-151").doesNotContain("rel=\"next\"", "\"" + path + "-\"");
    }

    @Test
    void theDeletedAndTheMergedAreFoundByTheirKey() {
        String other = key + "-other";
        api.put(path).json("{}").send().expect(201);
        api.put("/profiles/" + other).json("{}").send().expect(201);
        api.post("/profiles/" + other + "/merge").json(Map.of("into", key)).send().expect(200);

        assertThat(console.get("/profiles?q=" + other).text()).contains("href=\"" + path + "\"", "was merged into");
        assertThat(console.get("/profiles/" + other).expect(200).text()).contains(other + " was merged into " + key,
                "Profiles merged");

        api.delete(path).send().expect(204);
        assertThat(console.get("/profiles?q=" + key).text()).contains("href=\"" + path + "\"", "deleted");
        Answer gone = console.post(path + "/opt-outs", Map.of("shown", "", "wanted", "all", "reason", "asked"));
        assertThat(gone.expect(200).text()).contains("This profile is deleted", "No longer contact: Any channel.")
                .doesNotContain("/edit\"", "??");
        console.get(path + "/edit").expect(404);
    }

    @Test
    void aWrongFieldIsNamedNextToItAndNothingTypedIsLost() {
        Answer page = console.post("/profiles", Map.of("key", key, "email", "ada@example.org\r\nno address",
                "locale", "?", "attributes", "{\"age\": 36}"));

        assertThat(page.expect(400).text()).contains("value=\"" + key + "\"", "no address", "&quot;age&quot;: 36",
                "2: ", "BCP 47").doesNotContain("??");
        assertThat(page.text()).containsPattern("id=\"email\"[^>]*is-invalid|is-invalid[^>]*id=\"email\"");
        assertThat(console.post("/profiles", Map.of("key", key, "attributes", "[1]")).expect(400).text())
                .contains("must be names with their values");
        assertThat(console.post("/profiles", Map.of("key", "..")).expect(400).text()).contains("a key is not");
        api.get(path).send().expect(404);
    }

    @Test
    void aProfileIsMadeOnceByTheOperator() {
        Map<String, String> typed = Map.of("key", key, "email", mail + "\r\n\r\nsecond-" + mail, "direct_mail",
                "1 rue A\r\nParis\r\n\r\n2 rue B\r\nLyon", "country", "fr", "attributes", "{\"age\": 36}");

        String made = console.post("/profiles", typed).expect(200).text();

        assertThat(made).contains(key + " is made", mail, "2 rue B", "36", "Valid").doesNotContain("??");
        assertThat(api.get(path).send().at("/addresses/email/1").stringValue()).isEqualTo("second-" + mail);
        assertThat(api.get(path).send().at("/addresses/direct_mail").size()).isEqualTo(2);
        assertThat(api.get(path + "/history").send().at("/items/0/source").stringValue()).isEqualTo("operator");
        assertThat(console.post("/profiles", typed).expect(400).text()).contains("belongs to a profile already");
    }

    @Test
    void aChangeThatSomebodyMadeMeanwhileIsNotOverwritten() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail), "locale", "fr")).send().expect(201);
        String version = version(console.get(path + "/edit").expect(200));
        api.patch(path).json(Map.of("locale", "de")).send().expect(200);

        Answer refused = console.post(path + "/edit", Map.of("version", version, "email", "new-" + mail));

        assertThat(refused.expect(412).text()).contains("Not saved", "new-" + mail).doesNotContain("??");
        assertThat(api.get(path).send().at("/addresses/email").stringValue()).isEqualTo(mail);
    }

    @Test
    void anEditReplacesTheDataAndIsUndone() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail), "country", "FR", "attributes",
                Map.of("city", "Lyon & \"co\""))).send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        Answer form = console.get(path + "/edit").expect(200);
        assertThat(form.text()).contains(mail, "Lyon").doesNotContain("??");

        Answer edited = console.post(path + "/edit", Map.of("version", version(form), "sms", "+33612345678"));

        assertThat(edited.expect(200).text()).contains("Saved.", "+33612345678", "no e-mail");
        var now = api.get(path).send();
        assertThat(now.at("/addresses/email").isMissingNode()).isTrue();
        assertThat(now.at("/country").isString()).isFalse();
        assertThat(now.at("/attributes").isEmpty()).isTrue();
        assertThat(UndoButton.press(console, edited).text()).contains("Saved.");
        var restored = api.get(path).send();
        assertThat(restored.at("/addresses/email").stringValue()).isEqualTo(mail);
        assertThat(restored.at("/attributes/city").stringValue()).isEqualTo("Lyon & \"co\"");
        assertThat(restored.at("/country").stringValue()).isEqualTo("FR");
        assertThat(UndoButton.press(console, edited).expect(412).text()).contains("Not saved");
    }

    @Test
    void anotherCountryMakesNoOtherNumbers() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail, "sms", "0612345678"), "country", "FR")).send()
                .expect(201);
        Answer form = console.get(path + "/edit").expect(200);
        String shown = found(SMS, form.text());
        assertThat(shown).isEqualTo("+33612345678");
        assertThat(console.post(path + "/edit", Map.of("version", version(form), "email", mail, "sms", shown, "country",
                "FR")).text()).contains("Nothing differs");

        console.post(path + "/edit", Map.of("version", version(form), "email", mail, "sms", shown, "country", "DE"))
                .expect(200);

        assertThat(api.get(path).send().at("/country").stringValue()).isEqualTo("DE");
        assertThat(api.get(path).send().at("/addresses/sms").stringValue()).isEqualTo("0612345678");
        assertThat(found(SMS, console.get(path + "/edit").text())).isEqualTo("+33612345678");
        assertThat(api.get(path + "/history").send().at("/items/0/change").toString()).doesNotContain("sms");
    }

    @Test
    void anEditThatChangesNothingSaysSo() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
        String version = version(console.get(path + "/edit"));

        assertThat(console.post(path + "/edit", Map.of("version", version, "email", mail)).text())
                .contains("Nothing differs");
        console.post(path + "/edit", Map.of("email", mail)).expect(400);
    }

    @Test
    void anyKeyHasItsPages() {
        for (String odd : List.of(TestServer.unique("a/b %.ü"), TestServer.unique("x;y?z#+😀{a}\"<b>"), "new")) {
            String page = "/profiles/" + Api.segment(odd);
            if (odd.equals("new")) {
                api.put(page).json("{}").send();
            } else {
                assertThat(console.post("/profiles", Map.of("key", odd)).expect(200).text()).contains("is made");
            }

            Answer saved = console.post(page + "/opt-outs", Map.of("shown", "", "wanted", "sms", "reason", "asked"));
            assertThat(saved.expect(200).text()).as(odd).contains("No longer contact: SMS.", page + "/edit");
            UndoButton.press(console, saved).expect(200);
            assertThat(api.get(page + "/opt-outs").send().at("/channels").size()).as(odd).isZero();
            Answer form = console.get(page + "/edit").expect(200);
            assertThat(console.post(page + "/edit", Map.of("version", version(form), "locale", "fr")).text()).as(odd)
                    .contains("Saved.");
            String link = "href=\"" + page + (odd.equals("new") ? "?person\"" : "\"");
            assertThat(console.get("/profiles?q=" + Api.segment(odd)).text()).as(odd).contains(link);
            String ledger = console.get("/ledger?profile=" + Api.segment(odd)).text();
            assertThat(ledger).as(odd).contains(link);
            assertThat(console.get(found(ENTRY, ledger)).text()).as(odd).contains(link);
        }
        assertThat(console.get("/profiles/new").expect(200).text()).contains("Make profile", "/profiles/new?person");
    }

    @Test
    void theTimelineTellsWhatHappenedInWordsAndGoesOn() {
        api.put(path).json(Map.of("addresses", Map.of("email", mail))).send().expect(201);
        api.post(path + "/opt-outs").json(Map.of("channel", "sms", "scope", "address", "reason", "by letter",
                "evidence", Map.of("letter", "of May"))).send().expect(200);

        String page = console.get(path).expect(200).text();
        assertThat(page).contains("Opted out", "Reason: by letter", "letter: of May", "Also marks the addresses",
                "Profile made", "Addresses changed:", "/quarantine/").doesNotContain("??", "{&quot;", "rel=\"next\"");

        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            api.post(path + "/opt-outs").json(Map.of("channel", "email")).send().expect(200);
        }
        String first = console.get(path).expect(200).text();
        assertThat(first).doesNotContain("Profile made");
        assertThat(console.get(next(first)).expect(200).text()).contains("Profile made");
    }

    @Test
    void nobodyHasNoPage() {
        console.get(path).expect(404);
        console.post(path + "/opt-outs", Map.of("wanted", "all", "reason", "asked")).expect(404);
    }

    private static String next(String page) {
        return found(NEXT, page).replace("&amp;", "&");
    }

    private static String version(Answer page) {
        return found(VERSION, page.text());
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
        return String.valueOf(matcher.group(1));
    }
}
