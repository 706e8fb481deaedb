/// Works off a stored file: reads ahead, applies batches of a few thousand rows, each in one short transaction with
/// its ledger entries and the place where to resume.
@NullMarked
package heed.exchange.work;

import org.jspecify.annotations.NullMarked;
