-- Run at every migration, with $database$ and $service$ replaced by quoted names.
REVOKE ALL ON DATABASE $database$ FROM PUBLIC;
GRANT CONNECT ON DATABASE $database$ TO $service$;
GRANT USAGE ON SCHEMA vault TO $service$;
GRANT SELECT, INSERT, DELETE, UPDATE (root_key_id, wrapped) ON vault.tenant_keys TO $service$;
GRANT SELECT, INSERT, UPDATE (index_key_id, index_wrapped, erasures) ON vault.tenants TO $service$;
GRANT SELECT, INSERT, DELETE, UPDATE (tenant_key_id, wrapped) ON vault.subject_keys TO $service$;
GRANT SELECT, INSERT, DELETE, UPDATE (seals) ON vault.key_use TO $service$;
-- What was erased stays erased: neither a certificate nor a destroyed key's mark can be changed or removed.
GRANT SELECT, INSERT ON vault.certificates, vault.erased_keys TO $service$;
GRANT EXECUTE ON FUNCTION vault.tenant_names() TO $service$;
GRANT SELECT ON vault.high_water TO $service$;
GRANT EXECUTE ON FUNCTION vault.raise_high_water(bigint) TO $service$;
