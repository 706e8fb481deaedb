package heed.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicLimitsTest {

    private final PublicLimits limits = new PublicLimits(
            new PublicLimitSettings(3, 300, 20, Duration.ofHours(1), 60, Duration.ofMinutes(10)), Clock.systemUTC());

    @Test
    void anAddressGetsThreeMailsHoweverItIsSpelled() {
        assertThat(IntStream.range(0, 3).allMatch(n -> limits.allow(PublicLimits.ADDRESS, "ada@example.org"))).isTrue();

        assertThat(limits.allow(PublicLimits.ADDRESS, " ADA@example.org")).isFalse();
        assertThat(limits.allow(PublicLimits.ADDRESS, "bob@example.org")).isTrue();
    }

    /// One mailbox, however many tags.
    @Test
    void whatStandsBehindAPlusIsTheSameMailbox() {
        assertThat(IntStream.range(0, 50).filter(n -> limits.allowMail("victim+" + n + "@example.org")).count())
                .isEqualTo(3);

        assertThat(limits.allowMail("victim@example.org")).isFalse();
        assertThat(limits.allowMail("+victim@example.org")).isTrue();
        assertThat(limits.withheld()).isEqualTo(new PublicLimits.Withheld(0, 0));
    }

    @Test
    void aNetworkCausesTwentyMails() {
        assertThat(IntStream.range(0, 30).filter(_ -> limits.allow(PublicLimits.NETWORK_MAILS, "c00002")).count())
                .isEqualTo(20);

        assertThat(limits.allow(PublicLimits.NETWORK, "c00002")).as("stopping").isTrue();
    }

    @Test
    void whatADomainsLimitHoldsBackIsCounted() {
        IntStream.range(0, 305).forEach(n -> limits.allowMail("a" + n + "@example.org"));

        assertThat(limits.withheld().lastHour()).isBetween(1, 5).isEqualTo(limits.withheld().lastDay());
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

    @Test
    void eachLimitIsASetting() {
        PublicLimits strict = new PublicLimits(
                new PublicLimitSettings(1, 2, 1, Duration.ofMinutes(1), 1, Duration.ofMinutes(1)),
                Clock.systemUTC());

        assertThat(strict.allowMail("one@example.org")).isTrue();
        assertThat(strict.allowMail("one@example.org")).isFalse();
        assertThat(strict.allowMail("two@example.org")).isTrue();
        assertThat(strict.allowMail("three@example.org")).isFalse();
        assertThat(strict.allow(PublicLimits.NETWORK, "c00002")).isTrue();
        assertThat(strict.allow(PublicLimits.NETWORK, "c00002")).isFalse();
    }

    @Test
    void aLimitThatLetsNobodyThroughStopsTheStart() {
        assertThatThrownBy(() -> new PublicLimitSettings(0, 300, 20, Duration.ofHours(1), 60, Duration.ofMinutes(10)))
                .hasMessageContaining("HEED_PUBLIC_MAILS_PER_ADDRESS");
        assertThatThrownBy(() -> new PublicLimitSettings(3, 300, 20, Duration.ZERO, 60, Duration.ofMinutes(10)))
                .hasMessageContaining("HEED_PUBLIC_MAIL_WINDOW");
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
