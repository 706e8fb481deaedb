-- Why: when hard errors of one provider or code jump far above their norm, the following ones are held until somebody
-- decides (semantics §2): an outage of the other side must not quarantine thousands of good addresses.
-- Also: what came back of one delivery, counted from its own events.
-- Locks: feedback_effects, exclusively, for the moment its new column takes; address_events while its new index is made,
-- in which no event can be written, only read.
-- Time on ten million rows: none for the column; about ten seconds for the index of a column that is empty everywhere,
-- about twenty for that of address_events.
create table hard_counts (
    kind   text not null,
    name   text not null,
    minute timestamptz not null,
    count  int not null,
    primary key (kind, name, minute)
);
create index hard_counts_minute on hard_counts (minute);

create table storms (
    id         bigint primary key generated always as identity,
    -- domain or code, and which.
    kind       text not null,
    name       text not null,
    -- open, confirming, dropping, confirmed, dropped.
    state      text not null default 'open',
    began_at   timestamptz not null,
    -- In the quarter of an hour in which it began, and in a usual one.
    seen       int not null,
    mean       real not null,
    held       int not null default 0,
    -- Confirmed by itself then.
    until_at   timestamptz not null,
    -- The last item that the decision has reached.
    done_id    bigint not null default 0,
    decided_at timestamptz,
    actor      text,
    reason     text
);
create unique index storms_open on storms (kind, name) where state = 'open';
create index storms_state on storms (state, id);

alter table feedback_effects add column storm_id bigint references storms;
create index feedback_effects_storm on feedback_effects (storm_id, feedback_id) where storm_id is not null;

create index address_events_delivery on address_events (delivery_id, type, address_id) where delivery_id is not null;
