-- Engagements of the present in the order of a page: by register, place on it and id, as EngagementPages asks for them.
CREATE INDEX states_engagement_pages ON read.states (
    tenant_id,
    ((state->>'register_id') COLLATE "C"),
    (coalesce((state->'terms'->>'order')::integer, 2147483647)),
    (key COLLATE "C"))
WHERE kind = 'engagement' AND recorded_until IS NULL;
