-- The keys of the people whose data is sealed. A database of its own, so that its backups can be fewer and younger than those of the events.
-- Every key in here is wrapped: by the tenant's key, and that by the root key, which is in no database.

CREATE TABLE vault.tenant_keys (
    tenant_id   varchar     NOT NULL,
    key_id      uuid        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    root_key_id varchar     NOT NULL,
    wrapped     bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key_id),
    UNIQUE (tenant_id, version)
);

-- The secret that blind indexes derive from. Survives erasures and rotations: what was looked up once must be found again.
CREATE TABLE vault.tenants (
    tenant_id     varchar NOT NULL PRIMARY KEY,
    index_id      uuid    NOT NULL,
    index_key_id  uuid    NOT NULL, -- the tenant's key that wraps it
    index_wrapped bytea   NOT NULL,
    erasures      bigint  NOT NULL DEFAULT 0, -- only grows; an instance that sees it shrink knows that an older backup was restored
    FOREIGN KEY (tenant_id, index_key_id) REFERENCES vault.tenant_keys (tenant_id, key_id)
);

CREATE TABLE vault.subject_keys (
    tenant_id     varchar     NOT NULL,
    key_id        uuid        NOT NULL,
    subject_index bytea       NOT NULL CHECK (length(subject_index) = 32),
    generation    integer     NOT NULL CHECK (generation > 0),
    tenant_key_id uuid        NOT NULL,
    wrapped       bytea       NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key_id),
    UNIQUE (tenant_id, subject_index, generation),
    -- Also keeps a rotation from destroying a tenant's key under which an instance has just wrapped a new one.
    FOREIGN KEY (tenant_id, tenant_key_id) REFERENCES vault.tenant_keys (tenant_id, key_id)
);

CREATE INDEX subject_keys_by_tenant_key ON vault.subject_keys (tenant_id, tenant_key_id);

-- A deleted key's row is to leave its page soon.
ALTER TABLE vault.subject_keys SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1);

-- How often a key sealed. Apart from the keys, because every update of a row leaves a copy of it behind.
CREATE TABLE vault.key_use (
    tenant_id varchar NOT NULL,
    key_id    uuid    NOT NULL,
    seals     bigint  NOT NULL,
    PRIMARY KEY (tenant_id, key_id)
) WITH (fillfactor = 70);

CREATE TABLE vault.certificates (
    tenant_id      varchar     NOT NULL,
    erasure_id     uuid        NOT NULL,
    certificate_id uuid        NOT NULL,
    shredded_at    timestamptz NOT NULL,
    document       jsonb       NOT NULL,
    PRIMARY KEY (tenant_id, erasure_id)
);

-- What is left of a destroyed key: enough to say that it was, and never to give its generation again.
CREATE TABLE vault.erased_keys (
    tenant_id      varchar NOT NULL,
    key_id         uuid    NOT NULL,
    subject_index  bytea   NOT NULL,
    generation     integer NOT NULL,
    certificate_id uuid    NOT NULL,
    PRIMARY KEY (tenant_id, key_id)
);

CREATE INDEX erased_keys_by_subject ON vault.erased_keys (tenant_id, subject_index, generation);

DO $$
DECLARE
    protected regclass;
BEGIN
    FOREACH protected IN ARRAY ARRAY[
        'vault.tenant_keys', 'vault.tenants', 'vault.subject_keys', 'vault.key_use', 'vault.certificates', 'vault.erased_keys']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
        EXECUTE format(
            'CREATE POLICY own_tenant ON %s USING (tenant_id = nullif(current_setting(''privacyplatform.tenant'', true), ''''))', protected);
    END LOOP;
END $$;

-- Rotation and the reapplication of erasures go tenant by tenant; their names, and nothing else, are seen across.
CREATE POLICY names_for_owner ON vault.tenants FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION vault.tenant_names() RETURNS SETOF varchar LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
    'SELECT tenant_id FROM vault.tenants ORDER BY tenant_id';
REVOKE ALL ON FUNCTION vault.tenant_names() FROM PUBLIC;
