-- Why: the keys that sign recipients' links (semantics §7). They are in the database, so that servers on it read each
-- other's links and a backup brings the links back to life; one row a rotation, the newest holds every key (decision 0013).
-- Locks: nothing, the table is new. Time on ten million rows: none.
create table link_keysets (
    version int primary key,
    -- A Tink keyset as JSON, in the clear.
    keyset  text not null,
    made_at timestamptz not null
);
