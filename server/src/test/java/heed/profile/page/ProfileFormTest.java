package heed.profile.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heed.rules.Channel;
import heed.web.Problem;
import heed.web.page.Refusals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ProfileFormTest {
    private static final Refusals.In ENGLISH = new Refusals(new StaticMessageSource()).in(Locale.ENGLISH);

    private final JsonMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    @Test
    void addressesAreLinesAndThoseOfLettersParagraphs() {
        ProfileForm form = new ProfileForm(Map.of("email", " ada@example.org \r\n\r\nbob@example.org\r\n",
                "push", " a token", "direct_mail", "1 rue A\r\nParis\r\n \r\n2 rue B\r\nLyon"));

        assertThat(form.addresses(Channel.EMAIL)).containsExactly("ada@example.org", "bob@example.org");
        assertThat(form.addresses(Channel.PUSH)).containsExactly(" a token");
        assertThat(form.addresses(Channel.DIRECT_MAIL)).containsExactly("1 rue A\nParis", "2 rue B\nLyon");
        assertThat(form.addresses(Channel.FAX)).isEmpty();
    }

    @Test
    void itSaysWhatABodyOfTheApiSays() {
        ProfileForm form = new ProfileForm(
                Map.of("key", "k", "_csrf", "t", "email", "ada@example.org", "locale", " fr ",
                        "country", "", "attributes", "{\"age\": 36}"));

        assertThat(form.body(json)).isEqualTo(json.readTree("""
                {"attributes":{"age":36},"addresses":{"email":["ada@example.org"]},"locale":"fr"}"""));
    }

    @Test
    void attributesThatAreNoneAreNamed() {
        for (String wrong : List.of("[1]", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}", "{} {}")) {
            assertThatThrownBy(() -> new ProfileForm(Map.of("attributes", wrong)).body(json)).as(wrong)
                    .isInstanceOfSatisfying(Problem.class,
                            problem -> assertThat(problem.fields()).extracting(Problem.Field::field)
                                    .containsExactly("attributes"));
        }
    }

    @Test
    void aProblemIsNamedAtItsFieldAndSaysWhichOfSeveralAddresses() {
        ProfileForm form = new ProfileForm(Map.of("email", "a\nb", "sms", "c"));
        Problem problem = Problem.badRequest(List.of(new Problem.Field("addresses.email[1]", "is wrong"),
                new Problem.Field("addresses.email", "is too much"), new Problem.Field("addresses.sms[0]", "is bad"),
                new Problem.Field("locale", "is odd"), new Problem.Field("version", "is missing")));

        FormProblems problems = FormProblems.of(problem, form, ENGLISH);

        assertThat(problems.fields()).isEqualTo(
                Map.of("email", "2: is wrong; is too much", "sms", "is bad", "locale", "is odd"));
        assertThat(problems.whole()).isEqualTo("version is missing");
        assertThat(problems.about("country")).isNull();
    }

    @Test
    void whatIsAboutNoFieldIsAboutTheWhole() {
        ProfileForm form = new ProfileForm(Map.of());

        assertThat(FormProblems.of(Problem.conflict("it was merged"), form, ENGLISH).whole())
                .isEqualTo("it was merged");
        assertThat(FormProblems.of(Problem.preconditionFailed("it changed"), form, ENGLISH).stale()).isTrue();
    }
}
