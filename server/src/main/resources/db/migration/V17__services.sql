-- Why: the pages of services show how many subscribe and how that grew, day by day, at three million subscribers as at
-- three. Each change of a subscription appends what it moves to service_day_changes, which no two writers fight for; a
-- job sums those up in service_days. Both together are exact at any moment. What was there before is counted once, by
-- the migration that follows (heed.subscription.growth.GrowthMigration).
-- Weighed: counting the events of a service at every look takes seconds at this size; a counter that every change writes
-- makes the subscribers of one service wait for each other.
-- And: lists by state, which are read in the order of profiles, or of their ends; how often requests were mailed.
-- Locks: subscriptions against writes while its two indexes are built. Time on ten million rows: about 20 seconds.
create table service_days (
    service_id int not null references services,
    state      smallint not null,
    -- A day of UTC.
    day        date not null,
    -- How many subscriptions came into the state on that day, and left it; ends that are still to come among them.
    entered    bigint not null,
    gone       bigint not null,
    primary key (service_id, state, day)
);
create table service_day_changes (
    id         bigint primary key generated always as identity,
    service_id int not null,
    state      smallint not null,
    day        date not null,
    entered    int not null,
    gone       int not null
);
create index subscriptions_state on subscriptions (service_id, state, profile_id);
create index subscriptions_until on subscriptions (service_id, until_at, profile_id) include (state)
    where until_at is not null;

-- When a request to confirm was mailed: nobody is sent too many. Kept for as long as the limit looks back.
create table confirmation_requests (
    -- 0: the profile itself is to be confirmed, no subscription.
    service_id int not null,
    profile_id int not null references profiles,
    mailed_at  timestamptz not null,
    primary key (service_id, profile_id, mailed_at)
);
