with decisions as (
    select id, '' as causes from peer.target union all
    select id, array_to_string(causes, ',') from peer.exclusion_log)
select count(*), coalesce(sum(('x' || substr(md5(facts.key || '|' || decisions.causes), 1, 9))::bit(36)::bigint), 0)::bigint
from decisions join peer.facts using (id);
