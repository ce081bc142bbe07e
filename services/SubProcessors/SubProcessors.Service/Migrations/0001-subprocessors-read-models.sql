-- What questions are answered from. Written in the transaction that appends the events, so that it is never behind them.

-- What each stream came to, and from when until when that was what was recorded: the present is where recorded_until is null.
CREATE TABLE read.states (
    tenant_id      varchar     NOT NULL,
    kind           varchar     NOT NULL, -- the stream's type
    key            varchar     NOT NULL,
    version        bigint      NOT NULL, -- of the stream, after the event that led here
    recorded_from  timestamptz NOT NULL,
    recorded_until timestamptz NULL,
    state          jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, kind, key, version)
);

CREATE UNIQUE INDEX states_present ON read.states (tenant_id, kind, key) WHERE recorded_until IS NULL;

-- Terms with a notice period that may still end, or whose objection may still be withdrawn: where the announcer of activations looks.
CREATE TABLE read.open_terms (
    tenant_id     varchar     NOT NULL,
    engagement_id varchar     NOT NULL,
    until         timestamptz NOT NULL, -- nothing can become active behind it
    PRIMARY KEY (tenant_id, engagement_id)
);

CREATE INDEX open_terms_until ON read.open_terms (tenant_id, until);

-- For whom which terms were recorded as active.
CREATE TABLE read.activations (
    tenant_id     varchar NOT NULL,
    engagement_id varchar NOT NULL,
    terms_number  integer NOT NULL,
    customer_id   varchar NOT NULL, -- empty: customers without an agreement of their own
    PRIMARY KEY (tenant_id, engagement_id, terms_number, customer_id)
);

CREATE TABLE read.disclosures (
    tenant_id       varchar     NOT NULL,
    disclosure_id   varchar     NOT NULL,
    category        smallint    NOT NULL, -- numbers as in the contract
    recipient       varchar     NOT NULL,
    ground          smallint    NOT NULL,
    data_categories varchar[]   NOT NULL,
    approver        varchar     NULL,
    subject_id      varchar     NULL,
    occurred_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, disclosure_id)
);

CREATE INDEX disclosures_occurred_at ON read.disclosures (tenant_id, occurred_at);
CREATE INDEX disclosures_subject ON read.disclosures (tenant_id, subject_id) WHERE subject_id IS NOT NULL;

SELECT platform.isolate_tenant(protected)
FROM unnest(ARRAY['read.states', 'read.open_terms', 'read.activations', 'read.disclosures']::regclass[]) AS protected;
