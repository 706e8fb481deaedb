-- Why: services and who subscribes to them (semantics §3). A service made again under an old name is a new row:
-- it starts with nobody.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table services (
    id                int primary key generated always as identity,
    name              text collate "C" not null,
    label             text not null,
    channel           smallint not null,
    validity          text,
    double_opt_in     boolean not null default false,
    confirmation      text not null default 'none',
    confirmation_text jsonb,
    created_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index services_name on services (name) where deleted_at is null;

-- The events of a subscription. What is stored here is folded by heed.rules.SubscriptionState, never by SQL.
create table subscription_events (
    service_id int not null references services,
    profile_id int not null references profiles,
    at         timestamptz not null,
    act        text not null,
    -- When an activation by this event ends; null: never. Fixed at the event, by the validity of that time.
    until_at   timestamptz,
    -- For a subscribe: must it be confirmed? For a confirm: the request (its ledger entry) that it confirms.
    pending    boolean not null default false,
    request    bigint,
    source     text not null,
    seq        bigint not null,
    primary key (service_id, profile_id, seq)
);
create index subscription_events_profile on subscription_events (profile_id);

-- The folded state; expiry of what is active or pending is computed from until_at at the asked moment.
create table subscriptions (
    service_id int not null references services,
    profile_id int not null references profiles,
    state      smallint not null,
    since_at   timestamptz not null,
    until_at   timestamptz,
    source     text not null,
    seq        bigint not null,
    primary key (service_id, profile_id)
);
create index subscriptions_profile on subscriptions (profile_id);
