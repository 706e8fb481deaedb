-- Why: addresses and their quarantine (semantics §2 and §6). An address is (channel, canonical text); it exists
-- on its own, whoever uses it. Ids are dense ints, drawn only for new rows, never reused.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create sequence address_ids as int;
create table addresses (
    id        int primary key default nextval('address_ids'),
    channel   smallint not null,
    canonical text collate "C" not null,
    -- Exact lookup, and prefix search by range, within one channel.
    unique (channel, canonical)
);
-- The domain of an e-mail address read backwards: `example.org` is an equality, `*.example.org` a prefix.
-- Only e-mail addresses (channel 1); a canonical one has exactly one at-sign.
create index addresses_domain on addresses
    (reverse(substring(canonical from position('@' in canonical) + 1)) collate "C") where channel = 1;

-- The events of an address. What is stored here is folded by heed.rules.AddressState, never by SQL.
create table address_events (
    address_id  int not null references addresses,
    -- The ledger entry that recorded it. One entry may hold events on many addresses (bulk release), and on one
    -- address an event of each profile whose mark it clears (an opt-in after a merge).
    seq         bigint not null,
    at          timestamptz not null,
    type        text not null,
    reason      text,
    text        text,
    error_count int,
    held        boolean not null default false,
    source      text not null,
    -- The sender's own id of the event: the same (source, provider_id) counts once for an address.
    provider_id text,
    delivery_id bigint,
    profile_id  int,
    unique nulls not distinct (address_id, seq, profile_id)
);
create unique index address_events_once on address_events (address_id, source, provider_id) where provider_id is not null;
-- The addresses that one profile's choices with scope address marked.
create index address_events_profile on address_events (profile_id) where profile_id is not null;

-- The folded state. Only addresses that ever had an event have a row.
create table address_states (
    address_id    int primary key references addresses,
    status        smallint not null,
    error         smallint not null,
    error_count   int not null default 0,
    error_at      timestamptz,
    error_reason  text,
    error_text    text,
    marks         smallint not null default 0,
    held          boolean not null default false,
    last_delivery bigint,
    updated_at    timestamptz not null
);
-- The quarantine list, and the narrow relation the profile index loads: statuses 2 (quarantined) and 3 (denylisted).
create index address_states_status on address_states (status, address_id) where status > 0;

create table excluded_domains (
    domain     text collate "C" primary key,
    created_at timestamptz not null default now(),
    seq        bigint not null
);
