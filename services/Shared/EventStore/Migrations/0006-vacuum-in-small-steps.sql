-- Events are added and never changed: what vacuum has to do there is to mark new pages as visible to all and frozen. By default it waits until a
-- fifth of the table is new, which of a billion events is two hundred million at once; so it comes after every million, while their pages are warm,
-- and finishes with them. Statistics likewise: ours do not change their shape with growth.
ALTER TABLE events.mt_events SET (
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000, autovacuum_freeze_min_age = 0,
    autovacuum_analyze_scale_factor = 0.02);

-- Rows come and, after weeks, go.
ALTER TABLE platform.inbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000);
