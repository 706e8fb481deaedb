select id, unconfirmed from profiles where deleted_at is null;
select profile_id, channel, address_id from profile_addresses where position = 1;
select profile_id, switch from opt_outs;
select pa.profile_id, pa.channel, s.status
from address_states s join profile_addresses pa on pa.address_id = s.address_id and pa.position = 1
where s.status in (2, 3);
select pa.profile_id
from excluded_domains d
join addresses a on a.channel = 1
 and reverse(substring(a.canonical from position('@' in a.canonical) + 1)) collate "C" = reverse(d.domain)
join profile_addresses pa on pa.address_id = a.id and pa.channel = 1 and pa.position = 1
where d.domain not like '*.%'
union all
select pa.profile_id
from excluded_domains d
join addresses a on a.channel = 1
 and reverse(substring(a.canonical from position('@' in a.canonical) + 1)) collate "C"
     > reverse(substring(d.domain from 2))
 and reverse(substring(a.canonical from position('@' in a.canonical) + 1)) collate "C"
     < reverse(substring(d.domain from 3)) || '/'
join profile_addresses pa on pa.address_id = a.id and pa.channel = 1 and pa.position = 1
where d.domain like '*.%';
select service_id, profile_id, state, until_at from subscriptions;
