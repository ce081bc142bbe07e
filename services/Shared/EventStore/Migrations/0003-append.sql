-- One call stores what any number of commands of one tenant came to: the rows go in as sets, not one statement each.
-- platform.advance_stream stays for instances of an older version that still run beside this one.

-- Each stream's row is updated at every append: room on its page keeps the update out of the index.
ALTER TABLE events.mt_streams SET (fillfactor = 80);

-- All or nothing. Sets the tenant that row policies compare with until the end of the transaction, so what follows in it needs not.
-- A command that was decided before is a unique violation of the inbox. SQLSTATE PP001: streams are not at the expected version; it names their
-- positions, from 1 on.
CREATE FUNCTION platform.append(
    tenant varchar,
    -- Each stream once, in an order that is the same for everyone: two appends of several streams then never wait for each other in a circle.
    stream_ids varchar[], stream_types varchar[], expected_versions bigint[], new_versions bigint[], stream_times timestamptz[],
    -- In the order in which they take their sequence; within a stream that of versions.
    event_ids uuid[], event_streams varchar[], event_versions bigint[], event_types varchar[], event_data jsonb[], event_headers jsonb[],
    event_times timestamptz[], event_correlations varchar[], event_causations varchar[],
    -- In an order that is the same for everyone.
    command_ids uuid[], command_actors varchar[], command_times timestamptz[], command_outcomes varchar[],
    command_streams varchar[], command_versions bigint[], command_event_counts integer[],
    announce boolean)
    RETURNS void LANGUAGE plpgsql
    -- A plan is made once and kept. Made while a table is small it would read all of it, and go on doing so while the table grows.
    SET enable_seqscan = off
    AS $$
DECLARE
    found_count bigint;
    wrong integer[] := '{}';
BEGIN
    PERFORM set_config('privacyplatform.tenant', tenant, true);

    INSERT INTO platform.inbox (tenant_id, command_id, actor, recorded_at, outcome, stream_id, version, event_count)
    SELECT tenant, c.* FROM unnest(
        command_ids, command_actors, command_times, command_outcomes, command_streams, command_versions, command_event_counts) AS c;

    -- Before the events are inserted: whoever comes second waits here, so that within a stream the order of seq_id is that of version.
    -- First the new ones together, then the others one by one: each by its index, and in the order given, whatever the planner thinks.
    IF 0 = ANY (expected_versions) THEN
        INSERT INTO events.mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
        SELECT tenant, s.id, s.type, s.version, s.recorded_at, s.recorded_at, FALSE
        FROM unnest(stream_ids, stream_types, expected_versions, new_versions, stream_times) WITH ORDINALITY
            AS s (id, type, expected, version, recorded_at, position)
        WHERE s.expected = 0 AND s.version > 0
        ORDER BY s.position
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS found_count = ROW_COUNT;
        IF found_count <> (SELECT count(*) FROM unnest(expected_versions, new_versions) AS s (expected, version) WHERE s.expected = 0 AND s.version > 0) THEN
            SELECT array_agg(s.position) INTO wrong
            FROM unnest(stream_ids, expected_versions, new_versions) WITH ORDINALITY AS s (id, expected, version, position)
            JOIN events.mt_streams m ON m.tenant_id = tenant AND m.id = s.id AND m.xmin <> pg_current_xact_id()::xid
            WHERE s.expected = 0 AND s.version > 0;
        END IF;
    END IF;
    FOR i IN 1 .. cardinality(stream_ids) LOOP
        IF new_versions[i] = expected_versions[i] THEN
            -- Nothing is appended to it, but a decision rests on its version.
            IF coalesce((SELECT s.version FROM events.mt_streams s WHERE s.tenant_id = tenant AND s.id = stream_ids[i]), 0) <> expected_versions[i] THEN
                wrong := wrong || i;
            END IF;
        ELSIF expected_versions[i] > 0 THEN
            UPDATE events.mt_streams s SET version = new_versions[i], timestamp = stream_times[i]
            WHERE s.tenant_id = tenant AND s.id = stream_ids[i] AND s.version = expected_versions[i];
            IF NOT FOUND THEN
                wrong := wrong || i;
            END IF;
        END IF;
    END LOOP;
    IF wrong <> '{}' THEN
        RAISE EXCEPTION 'Not at the expected version: %', array_to_string(wrong, ',') USING ERRCODE = 'PP001';
    END IF;

    IF cardinality(event_ids) > 0 THEN
        WITH inserted AS (
            INSERT INTO events.mt_events
                (id, stream_id, version, type, data, headers, timestamp, correlation_id, causation_id, tenant_id, is_archived)
            SELECT e.id, e.stream_id, e.version, e.type, e.data, e.headers, e.recorded_at, e.correlation_id, e.causation_id, tenant, FALSE
            FROM unnest(
                event_ids, event_streams, event_versions, event_types, event_data, event_headers, event_times, event_correlations, event_causations)
                WITH ORDINALITY AS e (id, stream_id, version, type, data, headers, recorded_at, correlation_id, causation_id, ordinal)
            ORDER BY e.ordinal
            RETURNING seq_id, stream_id)
        INSERT INTO platform.outbox (seq_id, tenant_id, stream_id) SELECT seq_id, tenant, stream_id FROM inserted WHERE announce;
    END IF;
END $$;
