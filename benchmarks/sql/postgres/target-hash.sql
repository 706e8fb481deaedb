select p.key, coalesce(pa.original, a.canonical)
from peer_target.target t
join profiles p on p.id = t.id
join profile_addresses pa on pa.profile_id = t.id and pa.channel = 1 and pa.position = 1
join addresses a on a.id = pa.address_id
