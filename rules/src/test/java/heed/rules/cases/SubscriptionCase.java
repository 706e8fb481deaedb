package heed.rules.cases;

import heed.rules.SubscriptionStatus;
import heed.rules.subscription.SubscriptionEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happens to one subscription, and its state at some moments. Every order of arrival gives the same.
///
/// @param name what the case says
/// @param events what happened, in any order
/// @param expected the state at moments
public record SubscriptionCase(String name, List<Event> events, List<Expected> expected) {

    /// Day 0 of every case.
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// Something that happened.
    ///
    /// @param at when it happened
    /// @param act what happened
    /// @param pending does the subscribe wait for its confirmation?
    /// @param until when an activation by it ends; empty: never
    /// @param id the name of a request
    /// @param of the name of the request that a confirm is for
    public record Event(Instant at, SubscriptionEvent.Act act, boolean pending, Optional<Instant> until,
            Optional<String> id, Optional<String> of) {}

    /// What must come out.
    ///
    /// @param at the asked moment
    /// @param status the state then
    /// @param since since when, where the case says it
    /// @param until its end, where the case says it
    public record Expected(Instant at, SubscriptionStatus status, Optional<Instant> since, Optional<Instant> until) {}

    static SubscriptionCase of(Node node) {
        node.text("why");
        return new SubscriptionCase(node.needText("case"),
                node.nodes("events").stream().map(SubscriptionCase::event).toList(),
                node.nodes("expect").stream().map(SubscriptionCase::expected).toList());
    }

    private static Event event(Node node) {
        String act = node.needText("act");
        boolean pending = act.equals("request");
        Instant at = moment(node, "day");
        Event event = new Event(at, SubscriptionEvent.Act.ofCode(pending ? "subscribe" : act).orElseThrow(), pending,
                node.text("valid").map(days -> at.plus(duration(days))), node.text("id"), node.text("of"));
        node.close();
        return event;
    }

    private static Expected expected(Node node) {
        Expected expected = new Expected(moment(node, "day"),
                SubscriptionStatus.ofCode(node.needText("state")).orElseThrow(),
                node.text("since").map(days -> START.plus(duration(days))),
                node.text("until").map(days -> START.plus(duration(days))));
        node.close();
        return expected;
    }

    private static Instant moment(Node node, String name) {
        return START.plus(duration(node.needText(name))).plusNanos(1000L * node.number("micros").orElse(0));
    }

    private static Duration duration(String days) {
        return Duration.ofSeconds(
                new BigDecimal(days).multiply(BigDecimal.valueOf(Duration.ofDays(1).toSeconds())).longValueExact());
    }
}
