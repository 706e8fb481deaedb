package heed.exchange.undo;

import heed.exchange.Import;
import heed.ledger.Actor;
import java.util.function.LongConsumer;

/// Who asks for the undo of what.
///
/// @param what the import
/// @param actor who asks
/// @param reason why
/// @param done told after each step how much it took back
record UndoAsk(Import what, Actor actor, String reason, LongConsumer done) {}
