package heed.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What is about to be appended to the ledger (semantics §8). It gets its sequence when it is.
///
/// @param kind what it records
/// @param at when it happened, in microseconds
/// @param actor who did it
/// @param source where it came from
/// @param touched whom and what it is about
/// @param change from → to, as JSON
/// @param evidence the proof, the reason among it, as JSON
/// @param voids the entry it voids, or null
public record Entry(Kind kind, Instant at, Actor actor, Source source, Touched touched, ObjectNode change,
        ObjectNode evidence, @Nullable Long voids) {

    /// An entry about nobody yet, without change and evidence.
    public static Entry of(Kind kind, Instant at, Actor actor, Source source) {
        return new Entry(kind, at, actor, source, Touched.NOTHING, object(), object(), null);
    }

    /// The same, about these.
    public Entry touching(Touched whom) {
        return new Entry(kind, at, actor, source, whom, change, evidence, voids);
    }

    /// The same, with what changed.
    public Entry change(ObjectNode fromTo) {
        return new Entry(kind, at, actor, source, touched, fromTo, evidence, voids);
    }

    /// The same, with what changed.
    public Entry change(@Nullable JsonNode from, @Nullable JsonNode to) {
        ObjectNode fromTo = object();
        fromTo.set("from", from);
        fromTo.set("to", to);
        return change(fromTo);
    }

    /// The same, with this proof.
    public Entry evidence(ObjectNode proof) {
        return new Entry(kind, at, actor, source, touched, change, proof, voids);
    }

    /// The same, with the reason that was given; null adds nothing.
    public Entry reason(@Nullable String reason) {
        return reason == null ? this : evidence(evidence.deepCopy().put("reason", reason));
    }

    /// The same, voiding another entry.
    public Entry voiding(long seq) {
        return new Entry(kind, at, actor, source, touched, change, evidence, seq);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
