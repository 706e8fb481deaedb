create table facts as
select loaded.*, address <> 0 and count(*) over (partition by address) > 1 as shares from loaded order by id;
drop table loaded;
-- What each set of causes is called: 2^9 rows, so that a list of causes is one look-up a profile.
create table mask_causes as
select mask::int as mask, list_filter([
    case when mask & 1 <> 0 then 'no_address' end, case when mask & 2 <> 0 then 'opted_out_all' end,
    case when mask & 4 <> 0 then 'opted_out' end, case when mask & 8 <> 0 then 'unconfirmed' end,
    case when mask & 16 <> 0 then 'not_subscribed' end, case when mask & 32 <> 0 then 'address_denylisted' end,
    case when mask & 64 <> 0 then 'address_quarantined' end, case when mask & 128 <> 0 then 'excluded_domain' end,
    case when mask & 256 <> 0 then 'duplicate' end], lambda cause : cause is not null) as causes
from range(512) masks(mask);
alter table mask_causes add column deciding varchar;
update mask_causes set deciding = causes[1];
analyze;
