-- Why: imports of files, resumable and undoable. The file itself lies under HEED_HOME/imports until it is done.
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table imports (
    id          bigint primary key generated always as identity,
    kind        text not null,
    state       text not null,
    options     jsonb not null default '{}',
    actor       text not null,
    file        text not null,
    sha256      bytea not null,
    bytes       bigint not null,
    -- The last line worked off and committed, the part of the file that it ends, and how long the error file was
    -- then: where to resume.
    done_lines  bigint not null default 0,
    progress    real not null default 0,
    error_bytes bigint not null default 0,
    read        bigint not null default 0,
    created     bigint not null default 0,
    applied     bigint not null default 0,
    unchanged   bigint not null default 0,
    rejected    bigint not null default 0,
    -- How many choices set and cleared each switch: {"email":{"on":1,"off":0}}.
    switches    jsonb not null default '{}',
    error       text,
    -- Whom its rows applied to or found unchanged, and whom it created (Roaring bitmaps over profile ids).
    members     bytea,
    created_ids bytea,
    accepted_at timestamptz not null default now(),
    finished_at timestamptz,
    undone_at   timestamptz
);

-- What an import of profiles changed, as it was before: kept for undo.
create table import_previous (
    import_id  bigint not null references imports on delete cascade,
    profile_id int not null references profiles,
    seq        bigint not null,
    previous   jsonb not null,
    primary key (import_id, profile_id)
);

-- What each batch of a running import touched; summed up in `imports` when it is done. A batch is one transaction.
create table import_batches (
    import_id   bigint not null references imports on delete cascade,
    last_line   bigint not null,
    -- Whom its rows applied to or found unchanged; imports of profiles: in the order of the file, with the lines.
    profile_ids int[] not null,
    lines       int[] not null,
    created_ids bytea not null,
    primary key (import_id, last_line)
);

-- Keys that a dry run met and would create. Unlogged: lost in a crash of PostgreSQL, and then the dry run begins anew.
create unlogged table import_dry_keys (
    import_id bigint not null references imports on delete cascade,
    key       text collate "C" not null,
    line      bigint not null,
    primary key (import_id, key)
);
