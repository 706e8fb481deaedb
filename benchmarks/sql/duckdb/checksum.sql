select count(*), sum(('0x' || substr(md5(key || '|' || array_to_string(causes, ',')), 1, 9))::bigint)::bigint
from decisions;
