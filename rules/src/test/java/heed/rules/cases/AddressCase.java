package heed.rules.cases;

import heed.rules.Channel;
import java.util.Optional;

/// What somebody wrote, and the canonical address or a rejection.
///
/// @param channel the channel of the address
/// @param raw what was written
/// @param region the region of a national number, empty for none
/// @param canonical the expected canonical text, empty when it must be rejected
public record AddressCase(Channel channel, String raw, Optional<String> region, Optional<String> canonical) {

    static AddressCase of(Node node) {
        boolean rejected = node.flag("rejected");
        AddressCase one = new AddressCase(Channel.ofCode(node.needText("channel")).orElseThrow(), node.needText("raw"),
                node.text("region"), node.text("canonical"));
        node.text("why");
        if (rejected == one.canonical.isPresent()) {
            throw new IllegalArgumentException("either canonical or rejected: " + one.raw);
        }
        return one;
    }
}
