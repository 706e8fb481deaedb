package heed.exchange.undo;

import heed.exchange.Import;
import heed.ledger.Actor;

/// Who asks for the undo of what.
///
/// @param what the import
/// @param actor who asks
/// @param reason why
record UndoAsk(Import what, Actor actor, String reason) {}
