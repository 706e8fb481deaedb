-- Why: profiles, the addresses they use, and their opt-outs (semantics §1). A deleted profile keeps its row,
-- key, switches and history. Ids are dense ints, drawn only for new rows, never reused.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create sequence profile_ids as int;
create table profiles (
    id          int primary key default nextval('profile_ids'),
    key         text collate "C" not null unique,
    attributes  jsonb not null default '{}',
    locale      text,
    time_zone   text,
    country     text,
    unconfirmed boolean not null default false,
    deleted_at  timestamptz,
    merged_into int references profiles,
    -- The ledger entry that last changed this row or its addresses: undo of an import leaves later changes alone.
    changed_seq bigint not null,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now()
);
create index profiles_deleted on profiles (id) where deleted_at is not null;
create index profiles_unconfirmed on profiles (id) where unconfirmed;
create index profiles_merged on profiles (merged_into) where merged_into is not null;

-- Which profile uses which address, in order (1 to 8 a channel); a delivery uses position 1.
create table profile_addresses (
    profile_id int not null references profiles,
    channel    smallint not null,
    position   smallint not null check (position between 1 and 8),
    address_id int not null references addresses,
    -- The spelling as it was given, where it differs from the canonical one: for display and sending.
    original   text,
    -- The transaction that set this row: an analysis made at a snapshot before it judged another address.
    tx         xid8 not null default pg_current_xact_id(),
    primary key (profile_id, channel, position)
);
create index profile_addresses_address on profile_addresses (address_id, profile_id);

-- The choices of a profile. What is stored here is folded by heed.rules.OptOuts, never by SQL.
-- `switches` is a set of bits: 1 for all, 1 << channel for a channel.
create table choices (
    profile_id int not null references profiles,
    at         timestamptz not null,
    act        text not null,
    switches   smallint not null,
    source     text not null,
    scope      text not null default 'profile',
    seq        bigint not null,
    -- The same choice with the same at, source and scope is recorded once; also finds the newest choice.
    primary key (profile_id, at, act, switches, source, scope)
);

-- The folded switches: a row for each switch that is on. `switch` is 0 for all, else the channel.
create table opt_outs (
    profile_id int not null references profiles,
    switch     smallint not null,
    since_at   timestamptz not null,
    seq        bigint not null,
    primary key (profile_id, switch)
);
