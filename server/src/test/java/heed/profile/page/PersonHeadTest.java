package heed.profile.page;

import static org.assertj.core.api.Assertions.assertThat;

import heed.web.page.PageLink;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonHeadTest {

    @Test
    void aKeyIsOneSegmentOfThePathWhateverItHolds() {
        assertThat(PersonHead.path("a/b %;c?d#e+f")).isEqualTo("/profiles/a%2Fb%20%25%3Bc%3Fd%23e%2Bf");
        assertThat(PersonHead.path("{ü}")).isEqualTo("/profiles/%7B%C3%BC%7D");
        assertThat(head("a/b").at("edit")).isEqualTo("/profiles/a%2Fb/edit");
    }

    @Test
    void thePersonCalledNewIsNotTheFormOfANewOne() {
        assertThat(head("new").path()).isEqualTo("/profiles/new?person");
        assertThat(head("new").at("opt-outs")).isEqualTo("/profiles/new/opt-outs");
        assertThat(new PageLink("/ledger", null).person("new")).isEqualTo("/profiles/new?person");
    }

    private static PersonHead head(String key) {
        return new PersonHead(key, false, false, List.of(), false);
    }
}
