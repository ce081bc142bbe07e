-- What decisions are read from. Written in the transaction that appends the events, so that it is never behind them.

CREATE TABLE read.purposes (
    tenant_id       varchar     NOT NULL,
    purpose_id      varchar     NOT NULL,
    legal_basis     smallint    NOT NULL, -- numbers as in the contract
    data_categories varchar[]   NOT NULL,
    role            smallint    NOT NULL,
    title           varchar     NOT NULL,
    event_id        uuid        NOT NULL, -- the definition that counts
    version         bigint      NOT NULL,
    occurred_at     timestamptz NOT NULL,
    recorded_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, purpose_id)
);

CREATE TABLE read.notices (
    tenant_id    varchar     NOT NULL,
    kind         varchar     NOT NULL,
    label        varchar     NOT NULL,
    content_hash varchar     NOT NULL,
    language     varchar     NOT NULL,
    url          varchar     NOT NULL,
    material     boolean     NOT NULL,
    summary      varchar     NULL,
    effective_at timestamptz NOT NULL,
    event_id     uuid        NOT NULL,
    PRIMARY KEY (tenant_id, kind, label)
);

-- The answer that holds, per person and purpose. No row: not asked.
CREATE TABLE read.answers (
    tenant_id   varchar     NOT NULL,
    subject_id  varchar     NOT NULL,
    purpose_id  varchar     NOT NULL,
    answer      smallint    NOT NULL, -- numbers as in the contract
    event_id    uuid        NOT NULL, -- the event that the answer comes from
    version     bigint      NOT NULL, -- of that event in the person's stream
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, subject_id, purpose_id)
);

SELECT platform.isolate_tenant(protected)
FROM unnest(ARRAY['read.purposes', 'read.notices', 'read.answers']::regclass[]) AS protected;
