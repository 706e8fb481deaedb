/// Understands what the inbox holds and acts on it: reads an item as its sender speaks, tells the quarantine what happened
/// to which address, and does so again whenever somebody asks.
///
/// A reader ([heed.feedback.work.FeedbackReader]) is pure: bytes in, a [heed.feedback.work.Verdict] out. [heed.feedback.work.Acting]
/// writes it, in the caller's transaction: events, ledger entries and the row's columns stand or fall together. A crash at
/// any point leaves an item waiting or done, never half.
@NullMarked
package heed.feedback.work;

import org.jspecify.annotations.NullMarked;
