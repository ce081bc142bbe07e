-- What the sealer knows. Rows are added and never changed, but for the pointers in platform.unsealed.

-- Pointers to events that are in no tree yet. Filled by a trigger and not by whoever appends, so that no way into the store, a bulk import
-- included, leads round the evidence. A row per statement, cut at every 4096th number so that one import cannot make one huge row.
CREATE TABLE platform.unsealed (
    id          bigint         NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seq_ids     int8multirange NOT NULL,
    event_count integer        NOT NULL
);

-- The table is nearly always empty but sees every append: vacuum by count, not by share of its size.
ALTER TABLE platform.unsealed SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- As the owner: those who append need no right on the table, and cannot take an event out of the sealer's sight.
CREATE FUNCTION platform.note_unsealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO platform.unsealed (seq_ids, event_count)
    SELECT range_agg(int8range(seq_id, seq_id, '[]')), count(*) FROM appended GROUP BY seq_id / 4096 ORDER BY seq_id / 4096;
    RETURN NULL;
END $$;

CREATE TRIGGER note_unsealed AFTER INSERT ON events.mt_events
    REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION platform.note_unsealed();

-- The leaves of a tenant's tree, as many as one pass sealed; none crosses a leaf whose number is a multiple of 4096.
-- Two sealers that extend the same tree meet in the primary key: both begin where the tree ends.
CREATE TABLE platform.seal_chunks (
    tenant_id   varchar   NOT NULL,
    first_leaf  bigint    NOT NULL CHECK (first_leaf >= 0),
    leaf_count  integer   NOT NULL CHECK (leaf_count BETWEEN 1 AND 4096),
    seq_ids     bigint[]  NOT NULL, -- of the leaves' events, in the tree's order
    leaf_hashes bytea     NOT NULL, -- 32 bytes each
    seq_range   int8range NOT NULL, -- from the smallest to the largest of seq_ids: finds an event's leaf
    PRIMARY KEY (tenant_id, first_leaf),
    CHECK (octet_length(leaf_hashes) = 32 * leaf_count AND cardinality(seq_ids) = leaf_count),
    CHECK (first_leaf / 4096 = (first_leaf + leaf_count - 1) / 4096)
);

-- Hashes cannot be compressed, and are read in slices.
ALTER TABLE platform.seal_chunks ALTER COLUMN leaf_hashes SET STORAGE EXTERNAL;

CREATE INDEX seal_chunks_seq_range ON platform.seal_chunks USING gist (seq_range);

-- Complete nodes of every eighth level above the leaves. Others follow from at most 256 hashes below.
CREATE TABLE platform.seal_nodes (
    tenant_id varchar  NOT NULL,
    level     smallint NOT NULL CHECK (level > 0 AND level % 8 = 0),
    index     bigint   NOT NULL CHECK (index >= 0),
    hash      bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (tenant_id, level, index)
);

-- What was signed: the last one says how large the tree is.
CREATE TABLE platform.checkpoints (
    tenant_id varchar     NOT NULL,
    tree_size bigint      NOT NULL CHECK (tree_size > 0),
    note      text        NOT NULL, -- C2SP tlog-checkpoint
    sealed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, tree_size)
);

SELECT platform.isolate_tenant(protected)
FROM unnest(ARRAY['platform.seal_chunks', 'platform.seal_nodes', 'platform.checkpoints']::regclass[]) AS protected;

-- A store that had events before it had a sealer: they are sealed now, in the order of their numbers. The row policies bind the owner too,
-- so they are lifted for the length of this transaction, in which nobody else sees the table.
ALTER TABLE events.mt_events NO FORCE ROW LEVEL SECURITY;

INSERT INTO platform.unsealed (seq_ids, event_count)
SELECT range_agg(int8range(seq_id, seq_id, '[]')), count(*) FROM events.mt_events GROUP BY seq_id / 4096 ORDER BY seq_id / 4096;

ALTER TABLE events.mt_events FORCE ROW LEVEL SECURITY;
