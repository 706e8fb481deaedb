-- Why: the overview shows how many opted out, opted in and had an address excluded, day by day. Counted from the ledger
-- at every look, a day on which a file of ten million was imported takes seconds; so what is settled is summed up by
-- quarter of an hour, a minute's entries at a time, by a job that starts after the last sequence it counted (the primary
-- key of the months).
-- Weighed: an index by kind and time makes every entry dearer and still reads each one; a row a day that every choice
-- writes makes choices wait for each other. Quarters of an hour,
-- because a day is one of the operator's time zone, and zones differ from UTC by multiples of a quarter (Kathmandu +5:45).
-- What the ledger holds before this migration is counted by the job's first runs, 200,000 entries in a transaction.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table trend_quarter_hours (
    -- When it happened, cut off to the quarter of an hour.
    quarter_hour timestamptz not null,
    what         text not null,
    counted      bigint not null,
    primary key (quarter_hour, what)
);
-- The last sequence that is counted; one row.
create table trend_counted (
    one boolean primary key default true check (one),
    seq bigint not null
);
insert into trend_counted (seq) values (0);
