package heed.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicLimitsTest {

    private final PublicLimits limits = new PublicLimits();

    @Test
    void anAddressGetsThreeMailsHoweverItIsSpelled() {
        assertThat(IntStream.range(0, 3).allMatch(n -> limits.allow(PublicLimits.ADDRESS, "ada@example.org"))).isTrue();

        assertThat(limits.allow(PublicLimits.ADDRESS, " ADA@example.org")).isFalse();
        assertThat(limits.allow(PublicLimits.ADDRESS, "bob@example.org")).isTrue();
    }

    @Test
    void aDomainGetsThreeHundredMailsOfWhichOneAddressTakesThree() {
        assertThat(IntStream.range(0, 400).filter(_ -> limits.allowMail("one@example.org")).count()).isEqualTo(3);

        assertThat(IntStream.range(0, 400).filter(n -> limits.allowMail("a" + n + "@example.org")).count())
                .isBetween(297L, 300L);
        assertThat(limits.allowMail("other@example.com")).isTrue();
    }

    @Test
    void aNetworkSendsSixtyForms() {
        String network = PublicLimits.network(from("192.0.2.7"));
        assertThat(IntStream.range(0, 60).allMatch(_ -> limits.allow(PublicLimits.NETWORK, network))).isTrue();

        assertThat(limits.allow(PublicLimits.NETWORK, PublicLimits.network(from("192.0.2.99")))).isFalse();
        assertThat(limits.allow(PublicLimits.NETWORK, PublicLimits.network(from("198.51.100.1")))).isTrue();
    }

    @Test
    void aNetworkIsASlash24OrASlash64() {
        assertThat(PublicLimits.network("192.0.2.7")).isEqualTo(PublicLimits.network("192.0.2.250"))
                .isNotEqualTo(PublicLimits.network("192.0.3.7"));
        assertThat(PublicLimits.network("2001:db8:1:2::1")).isEqualTo(PublicLimits.network("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(PublicLimits.network("2001:db8:1:3::1"));
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
