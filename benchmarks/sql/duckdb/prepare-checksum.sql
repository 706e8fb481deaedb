select *
from (select count(*), sum(('0x' || substr(md5(profile || '|' || lower(address)), 1, 9))::bigint)::bigint
    from read_csv(':out/target.csv', header = true, all_varchar = true)),
    (select count(*), sum(('0x' || substr(md5(profile || '|' || causes), 1, 9))::bigint)::bigint
    from read_csv(':out/exclusions.csv', header = true, all_varchar = true));
