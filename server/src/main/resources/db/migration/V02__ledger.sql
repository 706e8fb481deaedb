-- Why: the append-only record of every choice and change, with its proof (semantics §8). Nothing in it is
-- ever updated or deleted. `tx` is how readers find what became visible since their last look
-- (see heed.delivery.analysis): an entry may become visible after entries with a higher `seq`.
-- Locks: nothing, the table is new. Time on ten million rows: none. Size: about 250 MB a million entries of
-- single choices with their indexes; profile data takes one row a batch, whatever its size.
create table ledger (
    seq         bigint generated always as identity,
    tx          xid8 not null default pg_current_xact_id(),
    recorded_at timestamptz not null default clock_timestamp(),
    at          timestamptz not null,
    kind        text not null,
    actor       text not null,
    source      text not null,
    profile_id  int,
    address_id  int,
    service_id  int,
    import_id   bigint,
    -- Batches name who they touched as a portable Roaring bitmap, with its bounds for a quick look.
    profile_ids bytea,
    profile_lo  int,
    profile_hi  int,
    address_ids bytea,
    address_lo  int,
    address_hi  int,
    change      jsonb not null default '{}',
    evidence    jsonb not null default '{}',
    -- The entry that this one voids (undo), if any.
    voids       bigint,
    primary key (seq, recorded_at)
) partition by range (recorded_at);
alter table ledger alter column profile_ids set storage external;
alter table ledger alter column address_ids set storage external;
-- Months are made ahead by heed.ledger; this one takes whatever falls outside, so that no choice is ever refused.
create table ledger_other partition of ledger default;

create index ledger_tx on ledger (tx, seq);
create index ledger_profile on ledger (profile_id, seq) where profile_id is not null;
create index ledger_address on ledger (address_id, seq) where address_id is not null;
create index ledger_service on ledger (service_id, seq) where service_id is not null;
create index ledger_import on ledger (import_id, seq) where import_id is not null;
create index ledger_profile_batch on ledger (seq) where profile_ids is not null;
create index ledger_address_batch on ledger (seq) where address_ids is not null;

-- Which entries have left their folds, and by which entry: an entry is voided at most once.
create table voids (
    seq       bigint primary key,
    voided_by bigint not null
);
