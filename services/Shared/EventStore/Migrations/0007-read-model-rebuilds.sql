-- Inline read models that are written anew, at most once at a time each: what to do, for whichever instance does it, and how far that is.
CREATE TABLE platform.read_model_rebuilds (
    name           varchar     NOT NULL PRIMARY KEY,
    state          varchar     NOT NULL CHECK (state IN ('building', 'stopped', 'done')),
    written        bigint      NOT NULL DEFAULT 0, -- streams
    total          bigint      NULL,               -- streams, when it began; null: it did not begin yet
    stopped_reason varchar     NULL,
    updated_at     timestamptz NOT NULL DEFAULT now()
);
