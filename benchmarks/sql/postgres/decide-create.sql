-- Second formulation: tables made from queries, which run with workers; what is decided is kept unlogged between.
drop table if exists peer.decided, peer.target, peer.exclusion_log;
create unlogged table peer.decided as
with walked as (
    select id, address, shares, (address = 0)::int + 2 * out_all::int + 4 * out_channel::int
        + 8 * unconfirmed::int + 16 * (not (active and until > :moment))::int + 32 * denylisted::int
        + 64 * quarantined::int + 128 * domain_excluded::int as mask
    from peer.facts where id % :modulus <> :rest),
duplicates as (
    select id from (
        select id, row_number() over (partition by address order by id) as place from walked where mask = 0 and shares) p
    where place > 1)
select walked.id, walked.address, walked.mask + case when duplicates.id is null then 0 else 256 end as mask
from walked left join duplicates using (id);
create table peer.target as select id, address from peer.decided where mask = 0;
create table peer.exclusion_log as
select decided.id, decided.address, mask_causes.causes, mask_causes.deciding
from peer.decided join peer.mask_causes using (mask) where mask <> 0;
