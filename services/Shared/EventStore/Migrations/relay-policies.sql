-- The relay sees the rows of all tenants. Run when $relay$ has no such policy yet.
DROP POLICY IF EXISTS relay ON events.mt_events;
CREATE POLICY relay ON events.mt_events FOR SELECT TO $relay$ USING (true);
DROP POLICY IF EXISTS relay ON platform.outbox;
CREATE POLICY relay ON platform.outbox FOR ALL TO $relay$ USING (true);
DROP POLICY IF EXISTS relay ON platform.feed;
CREATE POLICY relay ON platform.feed FOR ALL TO $relay$ USING (true);
