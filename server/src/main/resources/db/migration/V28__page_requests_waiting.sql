-- Why: whoever clicks the link in one message confirms all that was asked for with that address and waits, for a second
-- message is not sent right after the first. They are found by the address.
-- Locks: page_requests against writing while the index is built. Time on ten million rows: none are expected, requests are
-- as many as people who signed up; a million take about a second.
create index page_requests_waiting on page_requests (address_id, asked_at) where applied_at is null;
