-- The final tables of an import of profiles once more: columns, defaults, checks, indexes, and the foreign keys that
-- the real ones have among each other.
drop schema if exists peer_import cascade;
create schema peer_import;
create table peer_import.addresses (like addresses including all);
create table peer_import.profiles (like profiles including all);
create table peer_import.profile_addresses (like profile_addresses including all);
do $$
declare
    key record;
begin
    for key in
        select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as definition
        from pg_constraint
        where contype = 'f' and conrelid in ('profiles'::regclass, 'profile_addresses'::regclass)
    loop
        execute format('alter table peer_import.%s add constraint %I %s', key.of, key.name,
            replace(key.definition, 'REFERENCES ', 'REFERENCES peer_import.'));
    end loop;
end $$;
