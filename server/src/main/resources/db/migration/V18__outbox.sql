-- Why: mail that Heed writes to people (confirmations) is stored in the transaction of what it tells of and sent afterwards,
-- at least once. The address and the text are a person's data: they go when the person's profile is deleted. Who sends
-- claims a row (state sending) until next_at; a row whose claim has run out is sent again by the next who looks.
-- States: waiting, sending, sent, failed (given up; an operator may try again), kept (no mail server is set), withheld
-- (the address gets nothing, see reason), dropped (by an operator, see reason).
-- Locks: nothing, the table is new. Time on ten million rows: none.
create table outbox (
    id         bigint primary key generated always as identity,
    created_at timestamptz not null default now(),
    to_address text not null,
    profile_id int references profiles,
    kind       text not null,
    language   text not null,
    subject    text not null,
    text       text not null,
    html       text,
    -- Further headers by name.
    headers    jsonb not null default '{}',
    -- What must not be told twice has the same value.
    once       text collate "C" not null unique,
    state      text not null,
    attempts   int not null default 0,
    -- When it is due; while it is being sent: until when it is claimed.
    next_at    timestamptz not null default now(),
    last_error text,
    -- Why it is withheld or dropped.
    reason     text,
    -- Who dropped it or had it sent again.
    actor      text,
    sent_at    timestamptz,
    -- Its Message-ID, the same at each attempt.
    message_id text not null
);
-- What is due, and what somebody died over.
create index outbox_due on outbox (next_at) where state in ('waiting', 'sending');
-- The list of the console.
create index outbox_state on outbox (state, id);
create index outbox_profile on outbox (profile_id, id) where profile_id is not null;
