package heed.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// L2: one line of a header, whatever a service is called and wherever the instance is.
class ListIdTest {

    @ParameterizedTest
    @CsvSource({"news,https://Choose.Example.org/heed/u/,<news.choose.example.org>",
            "news_2-a,https://choose.example.org,<news_2-a.choose.example.org>",
            "Weekly News,https://choose.example.org,<service-7.choose.example.org>",
            "über.uns,https://choose.example.org,<service-7.choose.example.org>",
            "a>b,https://choose.example.org,<service-7.choose.example.org>",
            "news,http://127.0.0.1:8080/,<news.localhost>", "news,http://localhost:8080,<news.localhost>",
            "news,http://[::1]:8080,<news.localhost>"})
    void aListIsNamedByServiceAndHost(String name, String base, String header) {
        assertThat(ListId.of(7, name, URI.create(base))).isEqualTo(header);
    }
}
