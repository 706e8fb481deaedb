-- The same facts, narrow, in the same cluster as Heed's tables.
drop schema if exists peer cascade;
create schema peer;
create table peer.loaded (id int, key text collate "C", address int, out_all boolean, out_channel boolean,
    unconfirmed boolean, active boolean, until bigint, denylisted boolean, quarantined boolean,
    domain_excluded boolean);
