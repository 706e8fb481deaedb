-- Why: landing pages, with the draft that operators edit and the versions that were published. What a visitor saw is
-- evidence, so a version is never updated or deleted, and a deleted page keeps its row.
-- Locks: nothing, the tables are new. Time on ten million rows: none; an instance has tens of pages.
create table landing_pages (
    id                int primary key generated always as identity,
    -- Stands in the public address /page/{name}.
    name              text collate "C" not null,
    kind              text not null,
    draft             jsonb not null,
    -- The draft before the last change, for its undo.
    previous_draft    jsonb,
    -- Grows with every change: who saves over what they have not seen is refused.
    revision          int not null default 1,
    -- Open to visitors while unpublished_at is null.
    published_version int,
    unpublished_at    timestamptz,
    created_at        timestamptz not null default now(),
    updated_at        timestamptz not null default now(),
    deleted_at        timestamptz
);
create unique index landing_pages_name on landing_pages (name) where deleted_at is null;

create table landing_page_versions (
    page_id      int not null references landing_pages,
    version      int not null,
    content      jsonb not null,
    sha256       text not null,
    published_at timestamptz not null,
    published_by text not null,
    primary key (page_id, version)
);

create function landing_page_version_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a published version of a landing page is never changed';
end $$;
create trigger landing_page_versions_stay before update or delete or truncate on landing_page_versions
    for each statement execute function landing_page_version_stays();
