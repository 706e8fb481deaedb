-- Why: the growth of a service is shown by days of the operator's time zone, as every other chart is. A day of UTC cannot be
-- cut there, a quarter of an hour can, wherever the operator is. Counts of days stay for the figures of the present, which
-- have no time zone; who came and went is kept by quarter of an hour besides, of active subscriptions alone. What was
-- there before is counted once, by the migration that follows (heed.subscription.growth.QuarterMigration).
-- Weighed: quarters alone: a service of five years would have all of them read for each of its figures.
-- Locks: service_day_changes while what it holds is summed up. Time on ten million rows: a second; at most some seconds of
-- changes wait there.
create table service_quarters (
    service_id   int not null references services,
    quarter_hour timestamptz not null,
    entered      bigint not null,
    gone         bigint not null,
    primary key (service_id, quarter_hour)
);
with moved as (delete from service_day_changes returning service_id, state, day, entered, gone)
insert into service_days as known (service_id, state, day, entered, gone)
select service_id, state, day, sum(entered), sum(gone) from moved group by service_id, state, day
on conflict (service_id, state, day) do update
    set entered = known.entered + excluded.entered, gone = known.gone + excluded.gone;
alter table service_day_changes drop column day, add column quarter_hour timestamptz not null;
