-- Why: what public pages keep. The words that people read before they chose are proof (E7.1) and are kept once, by their
-- hash: entries of the ledger name the hash alone. What one form recorded is undone as a whole by a link that holds no
-- more than a number. And what a stranger asks for with an address typed into a page changes nobody before the owner of
-- the address follows the link in the message sent there (semantics §3): until then it waits here, not on a profile.
-- Weighed: the text in each entry's evidence (a few KB a choice, for ever the same); the entries in the undo link itself
-- (links stay under 60 characters).
-- Locks: nothing, the tables are new. Time on ten million rows: none.
create table page_wordings (
    sha256        text collate "C" primary key,
    text          text not null,
    first_used_at timestamptz not null default now()
);
create table page_undos (
    id      bigint generated always as identity primary key,
    page_id int not null,
    seqs    bigint[] not null,
    made_at timestamptz not null
);
create table page_requests (
    id          bigint generated always as identity primary key,
    page_id     int not null,
    version     int not null,
    -- Whom it is for: who was made for it, else the oldest profile with the address.
    profile_id  int not null references profiles,
    made        boolean not null,
    -- The address that was typed: a profile that has left it is not changed by its owner's click.
    address_id  int not null references addresses,
    service_ids int[] not null,
    language    text not null,
    evidence    jsonb not null,
    asked_at    timestamptz not null,
    applied_at  timestamptz
);
