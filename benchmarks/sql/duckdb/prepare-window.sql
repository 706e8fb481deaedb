-- The peer of `heed prepare --channel email`, files to files, in DuckDB.
--
-- Placeholders, put in as text: :profiles :opt_outs :quarantine :excluded_domains (inputs), :target :exclusions (outputs).
-- Its only canonicalising is lower(trim()). It checks no rows, knows no `*.example.org` and need not keep the order of
-- the file in its outputs: every one of these makes it faster than the same answer would be.
--
-- The other way to let the first line of a key win: a window over the lines of each key, and
-- of an address likewise. The rest is as in prepare.sql.

set threads = 2;

create temp table line as
select row_number() over () as id, key, trim(email) as spelling, lower(trim(email)) as address,
    coalesce(unconfirmed = 'true', false) as unconfirmed
from read_csv(':profiles', header = true, all_varchar = true);

create temp table profile as
select * from line qualify row_number() over (partition by key order by id) = 1;

create temp table opt_out as
select key, bool_or(channel = 'all') as of_all, bool_or(channel = 'email') as of_channel
from read_csv(':opt_outs', header = true, all_varchar = true) group by key;

-- An address has the highest of its statuses.
create temp table quarantined as
select lower(trim(address)) as address, bool_or(status = 'denylisted') as denylisted
from read_csv(':quarantine', header = true, all_varchar = true)
where channel = 'email' and status in ('quarantined', 'denylisted') group by 1;

create temp table excluded_domain as
select distinct lower(trim(domain)) as domain
from read_csv(':excluded_domains', header = false, columns = {'domain': 'varchar'});

-- Every cause that one person alone has, joined by | in the order of the rules; empty: free.
create temp table walked as
select id, key, spelling, address, concat_ws('|',
    case when profile.address is null then 'no_address' end,
    case when opt_out.of_all then 'opted_out_all' end,
    case when opt_out.of_channel then 'opted_out' end,
    case when profile.unconfirmed then 'unconfirmed' end,
    case when quarantined.denylisted then 'address_denylisted' end,
    case when not quarantined.denylisted then 'address_quarantined' end,
    case when excluded_domain.domain is not null then 'excluded_domain' end) as causes
from profile
    left join opt_out using (key)
    left join quarantined using (address)
    left join excluded_domain on excluded_domain.domain = split_part(profile.address, '@', 2);

-- Of those who are free, the smallest line of each address stays.
create temp table target as
select id from walked where causes = '' qualify row_number() over (partition by address order by id) = 1;

copy (select key as profile, spelling as address from walked semi join target using (id))
to ':target' (format csv, header);

copy (
    select key as profile, spelling as address, split_part(causes, '|', 1) as cause, causes
    from (select key, spelling, case when causes = '' then 'duplicate' else causes end as causes
        from walked anti join target using (id)))
to ':exclusions' (format csv, header);
