-- Why: who this database is. The profile index and its snapshot file carry the id, so that a file from
-- another database, or from before a restore, is never believed.
-- Locks: nothing, the table is new. Time on ten million rows: none.
create table instance (
    one         boolean primary key default true check (one),
    id          uuid not null default gen_random_uuid(),
    -- Rows of the ledger below this sequence were written in another cluster: their transaction ids mean
    -- nothing here, they are all settled.
    settled_seq bigint not null default 0,
    created_at  timestamptz not null default now()
);
insert into instance default values;

-- Background work that only one server may do at a time takes an advisory lock on its own name; nothing is stored.
