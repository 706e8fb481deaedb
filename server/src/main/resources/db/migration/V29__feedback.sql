-- Why: what the outside world says about addresses is kept as it came before anybody understands it, so that a crash
-- loses nothing and everything can be understood again (semantics §2). A row is one event or one message; `raw` never
-- changes, the columns after `state` are what it was understood as, written anew each time.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table feedback (
    id            bigint primary key generated always as identity,
    received_at   timestamptz not null,
    -- How it came in: api, email, sms, hook, mailbox, smtp, file.
    way           text not null,
    -- Who speaks, which says how to read it: api, mail, sms, or a provider.
    sender        text not null,
    -- What a second delivery of the same event has again: the sender's own id, else a digest of the bytes.
    once          text not null,
    provider_id   text,
    -- Whom the message was sent to (RCPT TO), where known.
    envelope      text,
    actor         text not null,
    size          int not null,
    raw           bytea not null,
    state         text not null default 'received',
    -- How often it has been applied: the events of each time have ids of their own.
    turn          int not null default 0,
    type          text,
    reason        text,
    enhanced_code text,
    pattern       text,
    text          text,
    error         text,
    channel       smallint,
    -- Canonical where they could be read, else as they were written.
    recipients    text[],
    delivery_id   bigint,
    profile_id    int,
    held          boolean not null default false,
    classified_at timestamptz,
    unique (sender, once)
);
alter table feedback alter column raw set storage external;
-- What waits to be understood: short at most times.
create index feedback_received on feedback (id) where state = 'received';
create index feedback_open on feedback (state, id) where state in ('review', 'failed');
create index feedback_type on feedback (type, id);
create index feedback_way on feedback (way, id);
create index feedback_provider_id on feedback (provider_id) where provider_id is not null;
create index feedback_recipients on feedback using gin (recipients);
create index feedback_text on feedback using gin (to_tsvector('simple', coalesce(text, '')));

-- Which ledger entries a row led to: each holds one event of one address.
create table feedback_effects (
    seq         bigint primary key,
    feedback_id bigint not null references feedback,
    address_id  int not null references addresses
);
create index feedback_effects_feedback on feedback_effects (feedback_id);

-- Texts to be sent in answer to texts: they wait here until there is a gateway. At most one of a kind to a number a day.
create table text_replies (
    id          bigint primary key generated always as identity,
    feedback_id bigint not null references feedback,
    number      text not null,
    short_code  text,
    kind        text not null,
    language    text,
    text        text not null,
    made_on     date not null,
    made_at     timestamptz not null,
    unique (number, kind, made_on)
);
create index text_replies_feedback on text_replies (feedback_id);

-- The patterns and the keywords as operators edit them: the newest of a kind counts, the older ones stay.
create table feedback_words (
    id      bigint primary key generated always as identity,
    kind    text not null,
    text    text not null,
    made_at timestamptz not null,
    actor   text not null
);
create index feedback_words_kind on feedback_words (kind, id);

-- Tokens of webhooks whose signature does not cover the body: each is good for the body it came with first.
create table hook_tokens (
    provider text not null,
    token    text not null,
    digest   text not null,
    used_at  timestamptz not null,
    primary key (provider, token)
);
create index hook_tokens_used on hook_tokens (used_at);
