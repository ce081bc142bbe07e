-- Command ids are kept for as long as a command may come again, and no longer. A command that stored events is known for ever by their ids, which
-- derive from its own; what is forgotten here is the short way to know it, and the commands that changed nothing.

-- The table's owner may look at and remove what is old, of all tenants; younger rows are out of its reach as before, whatever it is asked for.
CREATE POLICY old_commands_seen ON platform.inbox FOR SELECT TO CURRENT_USER USING (recorded_at < now() - interval '7 days');
CREATE POLICY old_commands_removed ON platform.inbox FOR DELETE TO CURRENT_USER USING (recorded_at < now() - interval '7 days');

-- Removes the old ones of some pages of the table. Page by page, because an index over their times would cost every append something, and this
-- runs once a day. As the owner, so that those who call it need no right on the table.
CREATE FUNCTION platform.forget_commands(older_than interval, first_page bigint, pages integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET enable_seqscan = off AS $$
DECLARE
    first_row tid := format('(%s,0)', first_page)::tid;
    behind tid := format('(%s,0)', first_page + pages)::tid;
    forgotten integer;
BEGIN
    DELETE FROM platform.inbox WHERE ctid >= first_row AND ctid < behind AND recorded_at < now() - older_than;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END $$;

REVOKE ALL ON FUNCTION platform.forget_commands(interval, bigint, integer) FROM PUBLIC;
