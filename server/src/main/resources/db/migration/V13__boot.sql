-- Why: PostgreSQL may give a transaction id a second time after a crash, if nothing of the transaction that had it first
-- was on disk yet. Whoever remembers a snapshot from before (the profile index, its file) would take the new transaction
-- for one it has seen. An unlogged table is emptied by exactly those starts that recover from a crash, and on a replica
-- that is promoted: without its row, what was remembered is not believed.
-- Locks: nothing, the table is new. Time on ten million rows: none.
create unlogged table boot (
    one boolean primary key default true check (one),
    id  uuid not null default gen_random_uuid()
);
