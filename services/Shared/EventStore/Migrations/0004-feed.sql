-- One order of everything that is committed, given once and kept for ever: what subscribers, projections and other services remember is a
-- place in it. docs/adr/0012 says why seq_id cannot be that order.

-- Pointers to events that have no place yet. Filled by a trigger and not by whoever appends, so that no way into the store, a bulk import
-- included, leads round it. A row per statement and tenant, cut at every 4096th number so that one import cannot make one huge row.
CREATE TABLE platform.unsequenced (
    id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   varchar        NOT NULL,
    seq_ids     int8multirange NOT NULL,
    event_count integer        NOT NULL
);

-- The table is nearly always empty but sees every append: vacuum by count, not by share of its size.
ALTER TABLE platform.unsequenced SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- As the owner: those who append need no right on the table, and cannot keep an event out of the order.
CREATE FUNCTION platform.note_unsequenced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO platform.unsequenced (tenant_id, seq_ids, event_count)
    SELECT tenant_id, range_agg(int8range(seq_id, seq_id, '[]')), count(*)
    FROM appended GROUP BY tenant_id, seq_id / 4096 ORDER BY min(seq_id);
    RETURN NULL;
END $$;

CREATE TRIGGER note_unsequenced AFTER INSERT ON events.mt_events
    REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION platform.note_unsequenced();

-- A store that had events before it had this order: they get their places in the order of their numbers. The row policies bind the owner too,
-- so they are lifted for the length of this transaction, in which nobody else sees the table.
ALTER TABLE events.mt_events NO FORCE ROW LEVEL SECURITY;

INSERT INTO platform.unsequenced (tenant_id, seq_ids, event_count)
SELECT tenant_id, range_agg(int8range(seq_id, seq_id, '[]')), count(*)
FROM events.mt_events GROUP BY tenant_id, seq_id / 4096 ORDER BY min(seq_id);

ALTER TABLE events.mt_events FORCE ROW LEVEL SECURITY;

-- The order. A row holds the places of several events of one tenant, from position on (and, counted within the tenant, from tenant_position
-- on), in ascending order of seq_id. Both counts begin at 1 and have no gaps. Rows are added and never changed.
CREATE TABLE platform.feed (
    position        bigint         NOT NULL PRIMARY KEY,
    tenant_id       varchar        NOT NULL,
    tenant_position bigint         NOT NULL,
    event_count     integer        NOT NULL CHECK (event_count > 0),
    seq_ids         int8multirange NOT NULL,
    UNIQUE (tenant_id, tenant_position)
);

SELECT platform.isolate_tenant('platform.feed');

-- Gives places to about as many events as asked for, oldest pointers first, and tells the tenants that have news. Whatever was committed before
-- the call has its place after it, once the call returns less than was asked for. Anybody may call it at any time: one at a time does the work.
-- Within a stream the order is that of versions: whoever appends second waits for the first to commit, and then takes the higher number and the
-- later pointer.
CREATE FUNCTION platform.sequence_events(most integer) RETURNS integer LANGUAGE plpgsql
    -- A plan is made once and kept. Made while a table is small it would read all of it, and go on doing so while the table grows.
    SET enable_seqscan = off
    AS $$
DECLARE
    sequenced integer;
    tenants text;
BEGIN
    IF NOT EXISTS (SELECT FROM platform.unsequenced) THEN
        RETURN 0;
    END IF;

    PERFORM pg_advisory_xact_lock(hashtextextended('platform.feed', 0));

    WITH taken AS (
        DELETE FROM platform.unsequenced WHERE id = ANY (ARRAY(
            SELECT id
            FROM (
                SELECT id, sum(event_count) OVER (ORDER BY id) - event_count AS before
                FROM (SELECT id, event_count FROM platform.unsequenced ORDER BY id LIMIT most) AS oldest) AS counted
            WHERE before < most))
        RETURNING id, tenant_id, seq_ids, event_count),
    news AS (
        SELECT tenant_id, min(id) AS first_id, sum(event_count)::integer AS event_count, range_agg(seq_ids) AS seq_ids
        FROM taken GROUP BY tenant_id),
    placed AS (
        INSERT INTO platform.feed (position, tenant_id, tenant_position, event_count, seq_ids)
        SELECT
            coalesce((SELECT f.position + f.event_count FROM platform.feed f ORDER BY f.position DESC LIMIT 1), 1)
                + sum(n.event_count) OVER (ORDER BY n.first_id) - n.event_count,
            n.tenant_id,
            coalesce((
                SELECT f.tenant_position + f.event_count FROM platform.feed f
                WHERE f.tenant_id = n.tenant_id ORDER BY f.tenant_position DESC LIMIT 1), 1),
            n.event_count,
            n.seq_ids
        FROM news n
        RETURNING tenant_id, event_count)
    SELECT coalesce(sum(event_count), 0), string_agg(tenant_id, ',') INTO sequenced, tenants FROM placed;

    IF sequenced > 0 THEN
        PERFORM pg_notify('platform_feed', CASE WHEN length(tenants) < 4000 THEN tenants ELSE '*' END);
    END IF;

    RETURN sequenced;
END $$;

-- How far each projection is, and which of its two slots of tables is read. A generation is one build of it from the beginning.
CREATE TABLE platform.projections (
    name           varchar     NOT NULL,
    generation     integer     NOT NULL,
    code_version   integer     NOT NULL,
    slot           varchar     NOT NULL CHECK (slot IN ('a', 'b')),
    state          varchar     NOT NULL CHECK (state IN ('live', 'building', 'retired')),
    position       bigint      NOT NULL, -- the last event it has taken in: platform.feed.position
    stopped_at     bigint      NULL,     -- the position of the event that it cannot take in
    stopped_reason varchar     NULL,
    updated_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, generation)
);

CREATE UNIQUE INDEX projections_one_live ON platform.projections (name) WHERE state = 'live';
CREATE UNIQUE INDEX projections_one_building ON platform.projections (name) WHERE state = 'building';

CREATE TABLE platform.projected_tables (
    view_name  varchar NOT NULL PRIMARY KEY,
    projection varchar NOT NULL
);

-- For services' scripts, after CREATE TABLE read.x_a (tenant_id …): makes the other slot's table read.x_b, puts both behind the tenant's row
-- policy, and makes read.x, which shows whichever slot is live. The slot that is not is not even looked at: its condition is a constant.
CREATE FUNCTION platform.projected_table(projection varchar, view_name varchar) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF view_name !~ '^read\.[a-z][a-z0-9_]*$' THEN
        RAISE EXCEPTION 'A projected table is named read.name, not %.', view_name;
    END IF;

    EXECUTE format('CREATE TABLE %1$s_b (LIKE %1$s_a INCLUDING ALL)', view_name);
    PERFORM platform.isolate_tenant((view_name || '_a')::regclass);
    PERFORM platform.isolate_tenant((view_name || '_b')::regclass);
    EXECUTE format(
        'CREATE VIEW %1$s WITH (security_invoker = true) AS
            SELECT * FROM %1$s_a WHERE (SELECT slot FROM platform.projections WHERE name = %2$L AND state = ''live'') = ''a''
            UNION ALL
            SELECT * FROM %1$s_b WHERE (SELECT slot FROM platform.projections WHERE name = %2$L AND state = ''live'') = ''b''',
        view_name, projection);
    INSERT INTO platform.projected_tables VALUES (view_name, projection);
END $$;

-- Empties the slot that is not live. As the owner, since rows of all tenants go; waits for readers, but not long.
CREATE FUNCTION platform.clear_projection(projection_name varchar, unused_slot varchar) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET lock_timeout = '2s' AS $$
DECLARE
    target varchar;
BEGIN
    IF unused_slot NOT IN ('a', 'b')
        OR EXISTS (SELECT FROM platform.projections WHERE name = projection_name AND state = 'live' AND slot = unused_slot) THEN
        RAISE EXCEPTION 'The slot is live.';
    END IF;

    FOR target IN SELECT view_name FROM platform.projected_tables WHERE projection = projection_name LOOP
        EXECUTE format('TRUNCATE %s_%s', target, unused_slot);
    END LOOP;
END $$;

-- Begins a build from the first event on: the first one is live at once, a later one is built beside it. One that was being built is given up.
CREATE FUNCTION platform.begin_projection(projection_name varchar, version integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    live_slot varchar;
    next_slot varchar;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('platform.projections', 0));
    SELECT slot INTO live_slot FROM platform.projections WHERE name = projection_name AND state = 'live' FOR UPDATE;
    next_slot := CASE live_slot WHEN 'a' THEN 'b' ELSE 'a' END;
    UPDATE platform.projections SET state = 'retired', updated_at = now() WHERE name = projection_name AND state = 'building';
    PERFORM platform.clear_projection(projection_name, next_slot);
    INSERT INTO platform.projections (name, generation, code_version, slot, state, position)
    SELECT projection_name, coalesce(max(generation), 0) + 1, version, next_slot, CASE WHEN live_slot IS NULL THEN 'live' ELSE 'building' END, 0
    FROM platform.projections WHERE name = projection_name;
END $$;

-- First in the transaction that writes the view: who comes second waits, and finds the position moved. SQLSTATE PP003.
CREATE FUNCTION platform.advance_projection(projection_name varchar, build integer, expected bigint, new_position bigint)
    RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE platform.projections SET position = new_position, stopped_at = NULL, stopped_reason = NULL, updated_at = now()
    WHERE name = projection_name AND generation = build AND position = expected AND state <> 'retired';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The projection is not at the expected position.' USING ERRCODE = 'PP003';
    END IF;
END $$;

-- Makes the build the one that is read, for every statement that begins from then on; false while it is behind what is read now.
CREATE FUNCTION platform.switch_projection(projection_name varchar, build integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    live_position bigint;
    build_position bigint;
BEGIN
    SELECT position INTO live_position FROM platform.projections WHERE name = projection_name AND state = 'live' FOR UPDATE;
    SELECT position INTO build_position FROM platform.projections
    WHERE name = projection_name AND generation = build AND state = 'building' FOR UPDATE;
    IF build_position IS NULL OR build_position < live_position THEN
        RETURN FALSE;
    END IF;

    UPDATE platform.projections SET state = 'retired', updated_at = now() WHERE name = projection_name AND state = 'live';
    UPDATE platform.projections SET state = 'live', updated_at = now() WHERE name = projection_name AND generation = build;
    RETURN TRUE;
END $$;

REVOKE ALL ON FUNCTION platform.projected_table(varchar, varchar) FROM PUBLIC;
REVOKE ALL ON FUNCTION platform.clear_projection(varchar, varchar) FROM PUBLIC;
