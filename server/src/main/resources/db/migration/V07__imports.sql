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
    -- Lines and bytes worked off and committed: where to resume.
    done_lines  bigint not null default 0,
    done_bytes  bigint not null default 0,
    read        bigint not null default 0,
    created     bigint not null default 0,
    applied     bigint not null default 0,
    unchanged   bigint not null default 0,
    rejected    bigint not null default 0,
    diff        jsonb,
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
