-- Facts as a warehouse would keep them for this question: one row a profile, everything of it ready made.
-- `shares` says who is not alone with an address, as Heed's index knows it too.
create table loaded (id int, key varchar, address int, out_all boolean, out_channel boolean, unconfirmed boolean,
    active boolean, until bigint, denylisted boolean, quarantined boolean, domain_excluded boolean);
