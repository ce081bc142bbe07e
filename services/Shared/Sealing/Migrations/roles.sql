-- Run at every migration, with $service$ and $sealer$ replaced by quoted role names.
GRANT CONNECT ON DATABASE $database$ TO $sealer$;

-- The sealer reads events of all tenants and adds to the trees. It changes and removes nothing but the pointers that it has dealt with.
GRANT USAGE ON SCHEMA events, platform TO $sealer$;
GRANT SELECT ON events.mt_events TO $sealer$;
GRANT SELECT, DELETE ON platform.unsealed TO $sealer$;
GRANT SELECT, INSERT ON platform.seal_chunks, platform.seal_nodes, platform.checkpoints TO $sealer$;

-- The service shows reviewers their own tenant's tree, and cannot add to it.
GRANT SELECT ON platform.seal_chunks, platform.seal_nodes, platform.checkpoints TO $service$;
