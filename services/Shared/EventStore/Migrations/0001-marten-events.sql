-- Marten's event store, column by column: string stream identity, conjoined tenancy, correlation, causation and headers on.
-- No column, index or constraint beyond Marten's own: its check of the tables minds them. Row policies it does not mind.
CREATE SCHEMA IF NOT EXISTS events;

CREATE TABLE events.mt_streams (
    tenant_id   varchar     NOT NULL DEFAULT '*DEFAULT*',
    id          varchar     NOT NULL,
    type        varchar     NULL,
    version     bigint      NULL,
    timestamp   timestamptz NOT NULL DEFAULT now(),
    created     timestamptz NOT NULL DEFAULT now(),
    is_archived boolean     NULL DEFAULT FALSE,
    CONSTRAINT pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)
);

CREATE SEQUENCE events.mt_events_sequence;

CREATE TABLE events.mt_events (
    seq_id         bigint       NOT NULL DEFAULT nextval('events.mt_events_sequence'),
    id             uuid         NOT NULL,
    stream_id      varchar      NULL,
    version        bigint       NOT NULL,
    data           jsonb        NOT NULL,
    bdata          bytea        NULL,
    type           varchar(500) NOT NULL,
    timestamp      timestamptz  NOT NULL DEFAULT now(),
    tenant_id      varchar      NULL DEFAULT '*DEFAULT*',
    mt_dotnet_type varchar      NULL,
    correlation_id varchar      NULL,
    causation_id   varchar      NULL,
    headers        jsonb        NULL,
    is_archived    boolean      NULL DEFAULT FALSE,
    CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY (seq_id),
    CONSTRAINT fkey_mt_events_stream_id_tenant_id FOREIGN KEY (tenant_id, stream_id) REFERENCES events.mt_streams (tenant_id, id)
);

ALTER SEQUENCE events.mt_events_sequence OWNED BY events.mt_events.seq_id;
CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON events.mt_events (tenant_id, stream_id, version);
CREATE UNIQUE INDEX idx_mt_events_event_id ON events.mt_events (id);
CREATE INDEX idx_mt_events_event_type_seq_id ON events.mt_events (type, seq_id);

CREATE TABLE events.mt_event_progression (
    name         varchar     NOT NULL,
    last_seq_id  bigint      NULL,
    last_updated timestamptz NULL DEFAULT transaction_timestamp(),
    CONSTRAINT pk_mt_event_progression PRIMARY KEY (name)
);
