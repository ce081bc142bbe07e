-- The sealer sees the rows of all tenants. Run when $sealer$ has no such policy yet: making a policy locks its table.
DROP POLICY IF EXISTS sealer ON events.mt_events;
CREATE POLICY sealer ON events.mt_events FOR SELECT TO $sealer$ USING (true);
DROP POLICY IF EXISTS sealer ON platform.seal_chunks;
CREATE POLICY sealer ON platform.seal_chunks FOR ALL TO $sealer$ USING (true);
DROP POLICY IF EXISTS sealer ON platform.seal_nodes;
CREATE POLICY sealer ON platform.seal_nodes FOR ALL TO $sealer$ USING (true);
DROP POLICY IF EXISTS sealer ON platform.checkpoints;
CREATE POLICY sealer ON platform.checkpoints FOR ALL TO $sealer$ USING (true);
