-- Whom Heed's analysis targets, as PostgreSQL would keep them.
drop schema if exists peer_target cascade;
create schema peer_target;
create table peer_target.target (id int primary key);
set work_mem = '512MB';
set max_parallel_workers_per_gather = 2;
