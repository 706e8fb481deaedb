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
    void aMailCountsForItsNetworkToo() {
        assertThat(IntStream.range(0, 60).allMatch(n -> limits.allowMail("a" + n + "@example.org", from("192.0.2.7"))))
                .isTrue();

        assertThat(limits.allowMail("new@example.org", from("192.0.2.99"))).isFalse();
        assertThat(limits.allowMail("other@example.org", from("198.51.100.1"))).isTrue();
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
