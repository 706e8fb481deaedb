-- Why: API keys (only a hash is kept: the key itself is shown once) and answers kept for repeated requests.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table api_keys (
    id           bigint primary key generated always as identity,
    label        text not null,
    hash         bytea not null unique,
    scopes       text[] not null,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at   timestamptz
);

-- Written in the same transaction as the effect; kept 24 hours.
create table idempotency_keys (
    api_key_id   bigint not null references api_keys,
    key          text collate "C" not null,
    method       text not null,
    path         text not null,
    body_hash    bytea not null,
    status       int not null,
    content_type text,
    location     text,
    body         text,
    -- For streams and long work: what to show again instead of a stored body.
    reference    text,
    created_at   timestamptz not null default now(),
    primary key (api_key_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
