package heed.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcludedDomainTest {

    @ParameterizedTest
    @CsvSource({"Example.ORG,example.org", "example.org.,example.org", "*.Bücher.example,*.xn--bcher-kva.example",
            "' *.org',*.org"})
    void patternsHaveOneCanonicalForm(String raw, String pattern) {
        assertThat(ExcludedDomain.parse(raw)).contains(new ExcludedDomain(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*.", "*", "org", "a b.org", "a_b.org", "ex*.org", "*.*.org", "a@example.org",
            "-a.org"})
    void whatIsNoDomainIsRefused(String raw) {
        assertThat(ExcludedDomain.parse(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"example.org,example.org,true", "example.org,mail.example.org,false", "*.example.org,example.org,false",
            "*.example.org,mail.example.org,true", "*.example.org,a.b.example.org,true",
            "*.example.org,badexample.org,false", "example.org,badexample.org,false"})
    void aDomainIsItselfAndAStarItsSubDomains(String pattern, String domain, boolean covered) {
        assertThat(new ExcludedDomain(pattern).covers(domain)).isEqualTo(covered);
        assertThat(ExcludedDomain.covering("ada@" + domain).contains(pattern)).isEqualTo(covered);
    }
}
