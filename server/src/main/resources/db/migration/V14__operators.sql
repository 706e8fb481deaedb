-- Why: operators, the people who sign in to the console, and their roles; what the console is called (its brand).
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table operators (
    id               bigint primary key generated always as identity,
    -- As it is signed in with; compared without regard to case.
    name             text not null,
    role             text not null,
    password_hash    text not null,
    -- The last value of HEED_ADMIN_PASSWORD that was taken, hashed: it is taken again only when it is another one.
    given_hash       text,
    language         text,
    time_zone        text,
    created_at       timestamptz not null default now(),
    last_sign_in_at  timestamptz,
    disabled_at      timestamptz
);
create unique index operators_name on operators (lower(name));

-- What an operator set for the whole instance, one row a setting; without a row the default counts.
create table instance_settings (
    name       text primary key,
    value      text not null,
    updated_at timestamptz not null default now()
);
