package heed.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import heed.quarantine.AddressParser;
import heed.rules.address.Canonicalised;
import heed.rules.cases.AddressCase;
import heed.rules.cases.Corpus;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every case of `address.yaml`, numbers included, through the one parser of the server.
class AddressCorpusTest {

    private final AddressParser parser = new AddressParser(null);

    @TestFactory
    Stream<DynamicTest> addresses() {
        return Corpus.address().stream().map(one -> dynamicTest(
                one.channel().code() + " " + one.raw().replaceAll("\\p{Cntrl}", "?"), () -> check(one)));
    }

    private void check(AddressCase one) {
        Optional<String> canonical = canonical(one, one.raw(), one.region().orElse(null));

        assertThat(canonical).isEqualTo(one.canonical());
        canonical.ifPresent(text -> assertThat(canonical(one, text, null)).contains(text));
    }

    private Optional<String> canonical(AddressCase one, String raw, @Nullable String region) {
        return parser.parse(one.channel(), raw, region) instanceof Canonicalised.Canonical(String text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
