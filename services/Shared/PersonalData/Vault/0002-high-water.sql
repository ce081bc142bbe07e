-- How far the store of events was when it was last looked at, kept where a restored store of events does not take it along. docs/adr/0015.
CREATE TABLE vault.high_water (
    one           boolean     NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    position      bigint      NOT NULL DEFAULT 0, -- in platform.feed, over all tenants
    seen_at       timestamptz NOT NULL DEFAULT now(),
    restored_from timestamptz NULL,               -- a backup of this time was put in place, and nobody has accepted that yet
    accepted_at   timestamptz NULL
);

INSERT INTO vault.high_water DEFAULT VALUES;

-- A service raises it. Only a person lowers it, as the owner.
CREATE FUNCTION vault.raise_high_water(reached bigint) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
    'UPDATE vault.high_water SET position = reached, seen_at = now() WHERE position < reached';
REVOKE ALL ON FUNCTION vault.raise_high_water(bigint) FROM PUBLIC;
