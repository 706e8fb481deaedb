-- Why: the ledger by kind, by source or by actor alone, newest first, is a list that operators open (GET /ledger).
-- Without an index a rare value walks everything that was written after it: seconds among ten million entries.
-- Weighed: a bloom BRIN is a thousandth of the size, but finds a block range and not an order, so a value that is
-- frequent though long ago still reads all of its entries; an index on rare values only does not know which are
-- rare here; a bounded walk may end without an answer. So three plain indexes, and their price on the hottest table:
-- 7 microseconds of processor time (20 instead of 13) and 245 bytes of WAL (900 instead of 660) more an entry, and
-- 34 to 44 bytes of disk for each index, 116 MB more a million entries.
-- Locks: the ledger against writers while the indexes are built, before the server answers anybody.
-- Time on ten million rows: about a minute.
create index ledger_kind on ledger (kind, seq);
create index ledger_source on ledger (source, seq);
create index ledger_actor on ledger (actor, seq);
