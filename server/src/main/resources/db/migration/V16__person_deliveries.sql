-- Why: the timeline of a person shows what was handed off for that person and what the last check withheld, so both are
-- found by profile. And a deleted delivery keeps its row, with its analysis, for thirty days, so that the deletion can
-- be undone.
-- Weighed: to try every delivery by its primary key needs no index, but grows with the deliveries of all years and reads
-- a page of each; an index on late exclusions alone leaves the frequent case slow. A hand-off goes by profile id, so its
-- rows come to the index in order: a leaf is touched once a batch.
-- Locks: hand_offs and late_exclusions against writers while the indexes are built, before the server answers anybody;
-- deliveries for a moment, nothing is rewritten. Time on ten million rows: about five seconds.
create index hand_offs_profile on hand_offs (profile_id);
create index late_exclusions_profile on late_exclusions (profile_id);
alter table deliveries add column deleted_at timestamptz;
create index deliveries_deleted on deliveries (deleted_at) where deleted_at is not null;
