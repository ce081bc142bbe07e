-- Terms that customers got notice of, the last told first: where a list of notices begins. Written in the transaction that appends the events.
CREATE TABLE read.told_terms (
    tenant_id     varchar     NOT NULL,
    engagement_id varchar     NOT NULL COLLATE "C",
    terms_number  integer     NOT NULL,
    told_at       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, engagement_id, terms_number)
);

CREATE INDEX told_terms_newest ON read.told_terms (tenant_id, told_at DESC, engagement_id, terms_number);

-- What was told before. Of all tenants, which the owner sees only while it is not bound to one.
ALTER TABLE read.states NO FORCE ROW LEVEL SECURITY;

INSERT INTO read.told_terms (tenant_id, engagement_id, terms_number, told_at)
SELECT tenant_id, key, (terms->>'number')::integer, (terms->>'at')::timestamptz
FROM read.states, jsonb_array_elements(state->'versions') AS terms
WHERE kind = 'engagement' AND recorded_until IS NULL AND terms->>'introduction' <> 'listed';

ALTER TABLE read.states FORCE ROW LEVEL SECURITY;

SELECT platform.isolate_tenant('read.told_terms');
