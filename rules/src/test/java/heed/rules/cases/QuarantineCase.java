package heed.rules.cases;

import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.quarantine.AddressEvent;
import heed.rules.quarantine.ErrorReason;
import heed.rules.quarantine.Mark;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What happens to one address, and its state now. Every order of arrival gives the same.
///
/// @param name what the case says
/// @param channel the channel of the address
/// @param events what happened, in any order
/// @param sweep must the clean-up run before looking? It may make no difference
/// @param exact does it stand on a limit to the microsecond? Then only who owns the clock can run it
/// @param expected the state now
public record QuarantineCase(String name, Channel channel, List<Event> events, boolean sweep, boolean exact,
        Expected expected) {

    /// Something that happened.
    ///
    /// @param ago how long before now it happened, by its sender
    /// @param type what happened
    /// @param reason why
    /// @param count for an operator's status: the number of errors
    /// @param profile a number for whose opt-out or opt-in it is; 0 for none
    /// @param held waits for a decision
    /// @param id the sender's id of the event, empty when there is none
    public record Event(Duration ago, AddressEvent.Type type, Optional<ErrorReason> reason, int count, int profile,
            boolean held, String id) {}

    /// What must come out.
    ///
    /// @param status the state in one word
    /// @param errors the number of counted errors, where the case says it
    /// @param marks all marks, where the case says them
    /// @param held whether something waits for a decision, where the case says it
    /// @param reason the reason of the last counted error, where the case says it
    public record Expected(AddressStatus status, Optional<Integer> errors, Optional<Set<Mark>> marks,
            Optional<Boolean> held, Optional<ErrorReason> reason) {}

    static QuarantineCase of(Node node) {
        node.text("why");
        List<Object> events = node.list("events");
        return new QuarantineCase(node.needText("case"),
                node.text("channel").map(code -> Channel.ofCode(code).orElseThrow()).orElse(Channel.EMAIL),
                events.stream().filter(event -> !event.equals("sweep")).map(QuarantineCase::event).toList(),
                events.contains("sweep"), node.flag("exact"), expected(node.needNode("expect")));
    }

    private static Event event(Object yaml) {
        Node node = new Node(yaml);
        String code = node.text("operator").map(status -> "operator_" + status).orElseGet(() -> node.needText("type"));
        Event event = new Event(ago(node), AddressEvent.Type.ofCode(code).orElseThrow(),
                node.text("reason").map(reason -> ErrorReason.ofCode(reason).orElseThrow()),
                node.number("count").orElse(0), node.number("profile").orElse(0), node.flag("held"),
                node.text("id").orElse(""));
        node.close();
        return event;
    }

    private static Duration ago(Node node) {
        long micros = new BigDecimal(node.needText("day")).multiply(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()))
                .movePointRight(6).longValueExact() + node.number("micros").orElse(0);
        return Duration.ofNanos(Math.multiplyExact(-micros, 1000L));
    }

    private static Expected expected(Node node) {
        Optional<Set<Mark>> marks = node.has("marks")
                ? Optional.of(node.texts("marks").stream().map(code -> Mark.ofCode(code).orElseThrow())
                        .collect(Collectors.toSet()))
                : Optional.empty();
        Expected expected = new Expected(AddressStatus.ofCode(node.needText("status")).orElseThrow(),
                node.number("errors"), marks, node.text("held").map(Boolean::valueOf),
                node.text("reason").map(code -> ErrorReason.ofCode(code).orElseThrow()));
        node.close();
        return expected;
    }
}
