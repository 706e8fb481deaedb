-- Why: a snapshot file of the profile index is believed only by a database that has all of the file in its history,
-- and transaction ids begin anew in another cluster: the cluster of the last start is kept to notice that.
-- Locks: instance, for a moment. Time on ten million rows: none, one table has one row, the other is new.
alter table instance add column cluster text;

-- The snapshot files, one a server: each is written, then committed here, then put in its place.
create table index_files (
    id      uuid primary key,
    made_at timestamptz not null default now()
);
