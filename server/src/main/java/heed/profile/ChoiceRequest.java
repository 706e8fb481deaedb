package heed.profile;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.rules.optout.Act;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A choice that somebody makes for a profile.
///
/// @param act what it does to the switches
/// @param scope how far it reaches
/// @param at when it was made; null: now, after everything known
/// @param source where it comes from
/// @param actor who hands it in
/// @param reason why; needed for opting in and for a replace that clears a switch
/// @param evidence the proof, beside the reason
public record ChoiceRequest(Act act, Scope scope, @Nullable Instant at, Source source, Actor actor,
        @Nullable String reason, ObjectNode evidence) {}
