create table peer.facts as
select loaded.*, address <> 0 and count(*) over (partition by address) > 1 as shares from peer.loaded order by id;
drop table peer.loaded;
alter table peer.facts add primary key (id);
create index facts_sharing on peer.facts (address, id) where shares;
create table peer.mask_causes as
select mask, array_remove(array[
    case when mask & 1 <> 0 then 'no_address' end, case when mask & 2 <> 0 then 'opted_out_all' end,
    case when mask & 4 <> 0 then 'opted_out' end, case when mask & 8 <> 0 then 'unconfirmed' end,
    case when mask & 16 <> 0 then 'not_subscribed' end, case when mask & 32 <> 0 then 'address_denylisted' end,
    case when mask & 64 <> 0 then 'address_quarantined' end, case when mask & 128 <> 0 then 'excluded_domain' end,
    case when mask & 256 <> 0 then 'duplicate' end], null) as causes
from generate_series(0, 511) as masks(mask);
alter table peer.mask_causes add column deciding text;
update peer.mask_causes set deciding = causes[1];
create table peer.target (id int not null, address int not null);
create table peer.exclusion_log (id int not null, address int not null, causes text[] not null, deciding text not null);
analyze peer.facts;
analyze peer.mask_causes;
