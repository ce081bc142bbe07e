-- What Marten has no place for.

-- Pointers to events that were not announced yet; a row is deleted when the broker confirmed its announcement.
CREATE TABLE platform.outbox (
    seq_id    bigint  NOT NULL PRIMARY KEY,
    tenant_id varchar NOT NULL,
    stream_id varchar NOT NULL
);

-- The table is nearly always empty but sees every event: vacuum by count, not by share of its size.
ALTER TABLE platform.outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- The first outcome of each command. A refused command stored nothing and is not here: it may come again.
CREATE TABLE platform.inbox (
    tenant_id   varchar     NOT NULL,
    command_id  uuid        NOT NULL,
    actor       varchar     NOT NULL,
    recorded_at timestamptz NOT NULL,
    outcome     varchar     NOT NULL CHECK (outcome IN ('recorded', 'already_so')),
    stream_id   varchar     NOT NULL, -- of several streams the first one
    version     bigint      NOT NULL, -- of stream_id, after the command
    event_count integer     NOT NULL, -- over all streams
    PRIMARY KEY (tenant_id, command_id)
);

-- Moves a stream from the version that a decision rests on to the next, or aborts the whole transaction with SQLSTATE PP001.
-- Runs before the events are inserted: whoever comes second waits here, so that within a stream the order of seq_id is that of version.
CREATE FUNCTION platform.advance_stream(
    stream_tenant varchar, stream_id varchar, stream_type varchar, expected_version bigint, new_version bigint, recorded_at timestamptz)
    RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF expected_version = 0 THEN
        INSERT INTO events.mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
        VALUES (stream_tenant, stream_id, stream_type, new_version, recorded_at, recorded_at, FALSE)
        ON CONFLICT DO NOTHING;
    ELSE
        UPDATE events.mt_streams SET version = new_version, timestamp = recorded_at
        WHERE tenant_id = stream_tenant AND id = advance_stream.stream_id AND version = expected_version;
    END IF;

    IF NOT FOUND THEN
        RAISE EXCEPTION 'The stream is not at the expected version.' USING ERRCODE = 'PP001';
    END IF;
END $$;

-- Row level security: without a tenant set in the transaction nothing is seen and nothing can be written, and that holds for the tables' owner too.
-- Services call it at the end of a script for a read model that has a column tenant_id.
CREATE FUNCTION platform.isolate_tenant(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
    EXECUTE format(
        'CREATE POLICY own_tenant ON %s USING (tenant_id = nullif(current_setting(''privacyplatform.tenant'', true), ''''))', protected);
END $$;

REVOKE ALL ON FUNCTION platform.isolate_tenant(regclass) FROM PUBLIC;

SELECT platform.isolate_tenant(protected)
FROM unnest(ARRAY['events.mt_streams', 'events.mt_events', 'platform.inbox', 'platform.outbox']::regclass[]) AS protected;
