-- From CSV to CSV in memory with two threads, addresses told apart by lower(trim()) only.
set threads = 2;
set memory_limit = '6GB';
create table excluded as
select domain from read_csv(':domains', header = false, columns = {'domain': 'varchar'});
create table opt_outs as
select key, bool_or(channel = 'all') as out_all, bool_or(channel = 'email') as out_email
from read_csv(':optOuts', header = true, columns = {'key': 'varchar', 'channel': 'varchar'}) group by key;
create table states as
select lower(trim(address)) as address, bool_or(status = 'denylisted') as denylisted,
    bool_or(status = 'quarantined') as quarantined
from read_csv(':quarantine', header = true, columns = {'channel': 'varchar', 'address': 'varchar', 'status': 'varchar'})
where channel = 'email' group by all;
create table subscribers as
select key
from read_csv(':subscriptions', header = true, columns = {'key': 'varchar', 'service': 'varchar', 'action': 'varchar',
    'state': 'varchar', 'until': 'timestamp'})
where service = 'news' and action = 'subscribe' and state = 'active'
    and (until is null or until > make_timestamp(:moment * 1000000));
create table people as
select row_number() over () as id, key, nullif(lower(trim(email)), '') as address, coalesce(unconfirmed, false) as unconfirmed
from read_csv(':profiles', header = true, columns = {'key': 'varchar', 'email': 'varchar', 'sms': 'varchar',
    'unconfirmed': 'boolean'});
create table decided as
with walked as (
    select id, people.key, people.address, (people.address is null)::int + 2 * coalesce(out_all, false)::int
        + 4 * coalesce(out_email, false)::int + 8 * unconfirmed::int + 16 * (subscribers.key is null)::int
        + 32 * coalesce(denylisted, false)::int + 64 * coalesce(quarantined, false)::int
        + 128 * coalesce(split_part(people.address, '@', 2) in (select domain from excluded where domain not like '*.%')
            or exists (select 1 from excluded
                where domain like '*.%' and ends_with(split_part(people.address, '@', 2), substr(domain, 2))),
            false)::int as mask
    from people left join opt_outs on opt_outs.key = people.key
    left join subscribers on subscribers.key = people.key
    left join states on states.address = people.address),
duplicates as (
    select id from (select id, row_number() over (partition by address order by id) as place from walked where mask = 0)
    where place > 1)
select walked.id, key, address, mask + case when duplicates.id is null then 0 else 256 end as mask
from walked left join duplicates using (id);
create table mask_causes as
select mask::int as mask, list_filter([
    case when mask & 1 <> 0 then 'no_address' end, case when mask & 2 <> 0 then 'opted_out_all' end,
    case when mask & 4 <> 0 then 'opted_out' end, case when mask & 8 <> 0 then 'unconfirmed' end,
    case when mask & 16 <> 0 then 'not_subscribed' end, case when mask & 32 <> 0 then 'address_denylisted' end,
    case when mask & 64 <> 0 then 'address_quarantined' end, case when mask & 128 <> 0 then 'excluded_domain' end,
    case when mask & 256 <> 0 then 'duplicate' end], lambda cause : cause is not null) as causes
from range(512) masks(mask);
copy (select key as profile, address from decided where mask = 0 order by id) to ':out/target.csv' (header);
copy (select key as profile, coalesce(address, '') as address, causes[1] as cause, array_to_string(causes, '|') as causes
    from decided join mask_causes using (mask) where mask <> 0 order by id) to ':out/exclusions.csv' (header);
