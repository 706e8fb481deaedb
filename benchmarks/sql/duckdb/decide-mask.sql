-- Second formulation: the causes as bits, named by a look-up; duplicates only among those who share an address.
create or replace table decisions as
with walked as (
    select id, key, address, shares, (address = 0)::int + 2 * out_all::int + 4 * out_channel::int
        + 8 * unconfirmed::int + 16 * (not (active and until > :moment))::int + 32 * denylisted::int
        + 64 * quarantined::int + 128 * domain_excluded::int as mask
    from facts where id % :modulus <> :rest),
duplicates as (
    select id from (
        select id, row_number() over (partition by address order by id) as place from walked where mask = 0 and shares)
    where place > 1)
select walked.key, mask_causes.causes, mask_causes.deciding
from walked left join duplicates using (id)
join mask_causes on mask_causes.mask = walked.mask + case when duplicates.id is null then 0 else 256 end;
