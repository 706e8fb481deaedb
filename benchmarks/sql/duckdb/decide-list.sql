-- First formulation: the causes written out as a list, duplicates by a window over everybody who is free.
create or replace table decisions as
with walked as (
    select id, key, address, list_filter([
        case when address = 0 then 'no_address' end,
        case when out_all then 'opted_out_all' end,
        case when out_channel then 'opted_out' end,
        case when unconfirmed then 'unconfirmed' end,
        case when not (active and until > :moment) then 'not_subscribed' end,
        case when denylisted then 'address_denylisted' end,
        case when quarantined then 'address_quarantined' end,
        case when domain_excluded then 'excluded_domain' end], lambda cause : cause is not null) as causes
    from facts where id % :modulus <> :rest),
placed as (
    select id, row_number() over (partition by address order by id) as place from walked where len(causes) = 0)
select walked.key, case when placed.place > 1 then ['duplicate'] else walked.causes end as causes,
    case when placed.place > 1 then 'duplicate' else walked.causes[1] end as deciding
from walked left join placed using (id);
