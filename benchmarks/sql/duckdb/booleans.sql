-- Nothing left to decide, not even who is a duplicate: only to be counted.
create or replace table booleans as
with walked as (
    select id, address, shares, address = 0 as no_address, out_all as opted_out_all, out_channel as opted_out,
        unconfirmed, not (active and until > :moment) as not_subscribed, denylisted as address_denylisted,
        quarantined as address_quarantined, domain_excluded as excluded_domain
    from facts),
duplicates as (
    select id from (
        select id, row_number() over (partition by address order by id) as place from walked
        where shares and not (no_address or opted_out_all or opted_out or unconfirmed or not_subscribed
            or address_denylisted or address_quarantined or excluded_domain))
    where place > 1)
select walked.* exclude (address, shares), duplicates.id is not null as duplicate
from walked left join duplicates using (id) order by walked.id;
