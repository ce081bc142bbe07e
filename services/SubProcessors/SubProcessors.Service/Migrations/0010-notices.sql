-- Notices to customers, and how far their delivery is. Written in the transaction that appends the events.

CREATE TABLE read.customer_notices (
    tenant_id     varchar     NOT NULL,
    notice_id     uuid        NOT NULL,
    customer_id   varchar     NOT NULL,
    register_id   varchar     NOT NULL,
    engagement_id varchar     NOT NULL,
    vendor_id     varchar     NOT NULL,
    terms_number  integer     NOT NULL,
    in_emergency  boolean     NOT NULL,
    announced_at  timestamptz NOT NULL,
    notice_days   integer     NOT NULL,
    object_by     timestamptz NOT NULL,
    issued_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, notice_id)
);

CREATE INDEX customer_notices_newest ON read.customer_notices (tenant_id, announced_at DESC, notice_id);

CREATE TABLE read.notice_deliveries (
    tenant_id   varchar     NOT NULL,
    notice_id   uuid        NOT NULL,
    channel     smallint    NOT NULL, -- numbers as in the contract, as those below
    status      smallint    NOT NULL,
    attempts    integer     NOT NULL,
    last_result smallint    NULL,
    last_at     timestamptz NULL,
    due_at      timestamptz NULL,
    PRIMARY KEY (tenant_id, notice_id, channel)
);

SELECT platform.isolate_tenant(protected) FROM unnest(ARRAY['read.customer_notices', 'read.notice_deliveries']::regclass[]) AS protected;

-- Which deliveries are due, over all tenants: whoever delivers must find them before it can know whose they are. Pointers, and nothing about a notice.
CREATE TABLE read.notices_due (
    tenant_id varchar     NOT NULL,
    notice_id uuid        NOT NULL,
    channel   smallint    NOT NULL,
    due_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, notice_id, channel)
);

CREATE INDEX notices_due_first ON read.notices_due (due_at);

-- How far in the feed, over all tenants, notices were made of what happened.
CREATE TABLE read.notices_issued_to (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint  NOT NULL
);

INSERT INTO read.notices_issued_to (position) VALUES (0);
