-- Run at every migration, with $service$ and $relay$ replaced by quoted role names.
REVOKE ALL ON DATABASE $database$ FROM PUBLIC;
GRANT CONNECT ON DATABASE $database$ TO $service$, $relay$;

-- The service appends and reads. It changes no event: no UPDATE, DELETE or TRUNCATE; of a stream only version and time move.
GRANT USAGE ON SCHEMA events, platform, read TO $service$;
GRANT SELECT, INSERT ON events.mt_events TO $service$;
GRANT USAGE ON SEQUENCE events.mt_events_sequence TO $service$;
GRANT SELECT, INSERT, UPDATE (version, timestamp) ON events.mt_streams TO $service$;
GRANT SELECT, INSERT ON platform.inbox TO $service$;
GRANT INSERT ON platform.outbox TO $service$;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA read TO $service$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA read TO $service$;

-- It reads its tenants' feeds and keeps its projections; the slot that is not live it can empty, whole.
GRANT SELECT ON platform.feed TO $service$;
GRANT SELECT, INSERT, UPDATE ON platform.projections TO $service$;
GRANT SELECT, INSERT, UPDATE ON platform.read_model_rebuilds TO $service$;
GRANT EXECUTE ON FUNCTION platform.clear_projection(varchar, varchar) TO $service$;

-- The relay reads events of all tenants, empties the outbox, and gives events their places in the feed.
GRANT USAGE ON SCHEMA events, platform TO $relay$;
GRANT SELECT ON events.mt_events TO $relay$;
GRANT SELECT, DELETE ON platform.outbox TO $relay$;
GRANT SELECT, DELETE ON platform.unsequenced TO $relay$;
GRANT SELECT, INSERT ON platform.feed TO $relay$;

-- It forgets command ids that are old; it cannot look at them.
GRANT EXECUTE ON FUNCTION platform.forget_commands(interval, bigint, integer) TO $relay$;
