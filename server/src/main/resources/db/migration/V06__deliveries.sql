-- Why: deliveries, their analyses as Roaring bitmaps over profile ids, and what was handed off (semantics §4).
-- A 10-million-profile analysis is a few MB; the exclusion log is read from the bitmaps, not stored row by row.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table deliveries (
    id           bigint primary key generated always as identity,
    label        text not null,
    channel      smallint not null,
    service_id   int references services,
    typology     text not null,
    contact_date timestamptz,
    audience     jsonb not null,
    state        text not null,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now()
);

create table analyses (
    id          bigint primary key generated always as identity,
    delivery_id bigint not null unique references deliveries on delete cascade,
    state       text not null,
    progress    real not null default 0,
    error       text,
    -- Set when done: the snapshot and moment it stands at, and what it was asked.
    position    text,
    ledger_seq  bigint,
    moment      timestamptz,
    typology    jsonb,
    audience    jsonb,
    unknown     int not null default 0,
    members     bytea,
    target      bytea,
    members_count int not null default 0,
    target_count  int not null default 0,
    prepared_at timestamptz,
    duration_ms bigint,
    created_at  timestamptz not null default now()
);
alter table analyses alter column members set storage external;
alter table analyses alter column target set storage external;

-- One row a cause, in order of precedence: who matches it. Whom it decides, and alone excludes, follows from the
-- order; the three counts are kept so that nobody reads the bitmaps to show them.
create table analysis_causes (
    analysis_id bigint not null references analyses on delete cascade,
    place       smallint not null,
    cause       text not null,
    detail      text,
    matching    bytea not null,
    deciding_count int not null,
    matching_count int not null,
    only_count     int not null,
    primary key (analysis_id, place)
);
alter table analysis_causes alter column matching set storage external;

create table hand_off_chunks (
    id            uuid primary key,
    delivery_id   bigint not null references deliveries,
    at            timestamptz not null default now(),
    handed_off    int not null,
    late_excluded int not null,
    remaining     int not null
);
create index hand_off_chunks_delivery on hand_off_chunks (delivery_id, at);

-- Who left, and with which address: at most once per person and per address in a delivery.
create table hand_offs (
    delivery_id bigint not null references deliveries,
    profile_id  int not null references profiles,
    address_id  int not null references addresses,
    chunk_id    uuid not null references hand_off_chunks,
    primary key (delivery_id, profile_id),
    unique (delivery_id, address_id)
);
create index hand_offs_chunk on hand_offs (chunk_id, profile_id);

-- Who was in the target and failed the last check. `causes` in order of precedence, the first decided.
create table late_exclusions (
    delivery_id bigint not null references deliveries,
    profile_id  int not null references profiles,
    causes      text[] not null,
    details     text[] not null,
    chunk_id    uuid not null references hand_off_chunks,
    primary key (delivery_id, profile_id)
);
