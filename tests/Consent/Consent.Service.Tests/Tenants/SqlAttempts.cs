using Npgsql;

namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>With a service's own logins, as whoever has stolen one of them, or as code that forgot something.</summary>
internal static class SqlAttempts
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;
    private const string Service = "service role, own tenant set";
    private const string Unset = "service role, no tenant set";
    private const string Relay = "relay role";
    private const string Sealer = "sealer role";
    private const string Vault = "vault role, own tenant set";
    private const string VaultUnset = "vault role, no tenant set";

    /// <summary>Tables that say whose a row is. A row of another tenant is not there, with whatever tenant is named.</summary>
    public static readonly IReadOnlyList<string> StoreTables =
    [
        "events.mt_streams", "events.mt_events", "platform.inbox", "platform.feed", "platform.seal_chunks", "platform.seal_nodes", "platform.checkpoints",
        "read.purposes", "read.notices", "read.answers",
    ];

    public static readonly IReadOnlyList<string> VaultTables =
        ["vault.tenants", "vault.tenant_keys", "vault.subject_keys", "vault.key_use", "vault.certificates", "vault.erased_keys"];

    // $other stands for the other tenant's name.
    public static IEnumerable<Attempt> Table { get; } = Rows(
    [
        .. StoreTables.Select(table => (Service, $"read {table} of the other", Attempt.Nothing, $"SELECT 1 FROM {table} WHERE tenant_id = '$other'")),
        .. StoreTables.Select(table => (Service, $"read {table} of everybody else", Attempt.Nothing, $"SELECT 1 FROM {table} WHERE tenant_id <> '$own'")),
        .. StoreTables.Select(table => (Unset, $"read {table}", Attempt.Nothing, $"SELECT 1 FROM {table}")),
        (Service, "copy events out", Attempt.Nothing, "COPY (SELECT * FROM events.mt_events WHERE tenant_id <> '$own') TO STDOUT"),
        (Unset, "copy events out", Attempt.Nothing, "COPY events.mt_events TO STDOUT"),
        (Service, "what the planner knows of others' values", Attempt.Nothing, "SELECT 1 FROM pg_stats WHERE schemaname = 'events'"),
        (Service, "name every tenant at once", Attempt.Nothing, "SELECT set_config('privacyplatform.tenant', '%', true); SELECT 1 FROM events.mt_events"),
        (Service, "read without row policies", Denied, "SET row_security = off; SELECT 1 FROM events.mt_events"),

        (Service, "add a stream of the other", Denied, "INSERT INTO events.mt_streams (tenant_id, id, version) VALUES ('$other', 'subject-forged', 1)"),
        (Service, "add an event of the other", Denied, "INSERT INTO events.mt_events (id, stream_id, version, data, type, tenant_id) VALUES (gen_random_uuid(), 'subject-person-of-other', 99, '{}', 'consent_granted', '$other')"),
        (Unset, "add an event", Denied, "INSERT INTO events.mt_events (id, stream_id, version, data, type, tenant_id) VALUES (gen_random_uuid(), 'subject-person-of-other', 99, '{}', 'consent_granted', '$other')"),
        (Service, "copy events in", PostgresErrorCodes.FeatureNotSupported, "COPY events.mt_events (id, stream_id, version, data, type, tenant_id) FROM STDIN"),
        (Service, "announce in the other's name", Denied, "INSERT INTO platform.outbox VALUES (1, '$other', 'subject-person-of-other')"),
        (Service, "use up a command id of the other", Denied, "INSERT INTO platform.inbox VALUES ('$other', gen_random_uuid(), 'forger', now(), 'recorded', 'subject-x', 1, 1)"),
        (Service, "change an answer of the other", Attempt.Nothing, "UPDATE read.answers SET answer = 2 WHERE tenant_id = '$other'"),
        (Service, "remove an answer of the other", Attempt.Nothing, "DELETE FROM read.answers WHERE tenant_id = '$other'"),
        (Service, "give the other one's own answer", Denied, "UPDATE read.answers SET tenant_id = '$other'"),
        (Service, "move a stream of the other", Attempt.Nothing, "UPDATE events.mt_streams SET version = 7 WHERE tenant_id = '$other'"),
        (Unset, "move a stream", Attempt.Nothing, "UPDATE events.mt_streams SET version = 7"),

        (Service, "change an event", Denied, "UPDATE events.mt_events SET data = '{}'"),
        (Service, "remove events", Denied, "DELETE FROM events.mt_events"),
        (Service, "empty the events", Denied, "TRUNCATE events.mt_events CASCADE"),
        (Service, "remove streams", Denied, "DELETE FROM events.mt_streams"),
        (Service, "empty the streams", Denied, "TRUNCATE events.mt_streams CASCADE"),
        (Service, "rename a stream's type", Denied, "UPDATE events.mt_streams SET type = 'other'"),
        (Service, "archive a stream", Denied, "UPDATE events.mt_streams SET is_archived = true"),
        (Service, "reset the sequence", Denied, "SELECT setval('events.mt_events_sequence', 1)"),
        (Service, "change a command's outcome", Denied, "UPDATE platform.inbox SET outcome = 'already_so'"),
        (Service, "forget commands", Denied, "DELETE FROM platform.inbox"),
        (Service, "keep an event from being announced", Denied, "DELETE FROM platform.outbox"),
        (Service, "keep an event from its place in the feed", Denied, "DELETE FROM platform.unsequenced"),
        (Service, "change the feed's order", Denied, "UPDATE platform.feed SET position = position + 1"),
        (Service, "give places in the feed", Denied, "SELECT platform.sequence_events(1)"),
        (Service, "hide an event from the sealer", Denied, "DELETE FROM platform.unsealed"),
        (Service, "look at what is not sealed yet", Denied, "SELECT 1 FROM platform.unsealed"),
        (Service, "seal by itself", Denied, "INSERT INTO platform.unsealed (seq_ids, event_count) VALUES ('{[1,2)}', 1)"),
        (Service, "add leaves to a tree", Denied, "INSERT INTO platform.seal_chunks VALUES ('$own', 0, 1, '{1}', decode(repeat('00', 32), 'hex'), '[1,2)')"),
        (Service, "add nodes to a tree", Denied, "INSERT INTO platform.seal_nodes VALUES ('$own', 8, 0, decode(repeat('00', 32), 'hex'))"),
        (Service, "add a checkpoint", Denied, "INSERT INTO platform.checkpoints VALUES ('$own', 1, '', now())"),
        (Service, "remove a checkpoint", Denied, "DELETE FROM platform.checkpoints"),
        (Service, "stop the sealer's trigger", Denied, "ALTER TABLE events.mt_events DISABLE TRIGGER note_unsealed"),
        (Service, "look at migrations", Denied, "SELECT 1 FROM platform.migrations"),

        (Service, "switch row policies off", Denied, "ALTER TABLE events.mt_events DISABLE ROW LEVEL SECURITY"),
        (Service, "free the owner of row policies", Denied, "ALTER TABLE events.mt_events NO FORCE ROW LEVEL SECURITY"),
        (Service, "add a row policy", Denied, "CREATE POLICY mine ON events.mt_events USING (true)"),
        (Service, "switch triggers off", Denied, "SET session_replication_role = replica"),
        (Service, "add a table", Denied, "CREATE TABLE events.mine (id int)"),
        (Service, "add a temporary table", Denied, "CREATE TEMP TABLE mine (id int)"),
        (Service, "add a function", Denied, "CREATE FUNCTION read.mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"),
        (Service, "drop the events", Denied, "DROP TABLE events.mt_events"),
        (Service, "isolate a table by itself", Denied, "SELECT platform.isolate_tenant('read.answers')"),
        (Service, "become the owner", Denied, "SET ROLE $owner"),
        (Service, "become the relay", Denied, "SET ROLE $relay"),
        (Service, "log in as somebody else", Denied, "SET SESSION AUTHORIZATION $owner"),
        (Service, "get round row policies for good", Denied, "ALTER ROLE CURRENT_USER BYPASSRLS"),
        (Service, "read a file of the server", Denied, "SELECT pg_read_file('PG_VERSION')"),
        (Service, "copy to a file of the server", Denied, "COPY events.mt_events TO '/mine'"),
        (Service, "run a program", Denied, "COPY events.mt_events TO PROGRAM 'cat'"),

        (Relay, "add a stream", Denied, "INSERT INTO events.mt_streams (tenant_id, id) VALUES ('$other', 'mine')"),
        (Relay, "change an event", Denied, "UPDATE events.mt_events SET data = '{}'"),
        (Relay, "remove events", Denied, "DELETE FROM events.mt_events"),
        (Relay, "announce what is not recorded", Denied, "INSERT INTO platform.outbox VALUES (1, '$other', 'subject-x')"),
        (Relay, "change the feed's order", Denied, "UPDATE platform.feed SET position = position + 1"),
        (Relay, "look at commands", Denied, "SELECT 1 FROM platform.inbox"),
        (Relay, "look at answers", Denied, "SELECT 1 FROM read.answers"),

        (Sealer, "change an event", Denied, "UPDATE events.mt_events SET type = 'other'"),
        (Sealer, "remove events", Denied, "DELETE FROM events.mt_events"),
        (Sealer, "add an event", Denied, "INSERT INTO events.mt_events (id, version, data, type) VALUES (gen_random_uuid(), 1, '{}', 'x')"),
        (Sealer, "change leaves", Denied, "UPDATE platform.seal_chunks SET leaf_hashes = leaf_hashes"),
        (Sealer, "remove leaves", Denied, "DELETE FROM platform.seal_chunks"),
        (Sealer, "empty a tree", Denied, "TRUNCATE platform.seal_chunks"),
        (Sealer, "change nodes", Denied, "UPDATE platform.seal_nodes SET hash = hash"),
        (Sealer, "remove nodes", Denied, "DELETE FROM platform.seal_nodes"),
        (Sealer, "change a checkpoint", Denied, "UPDATE platform.checkpoints SET note = ''"),
        (Sealer, "remove a checkpoint", Denied, "DELETE FROM platform.checkpoints"),
        (Sealer, "have something sealed that is not recorded", Denied, "INSERT INTO platform.unsealed (seq_ids, event_count) VALUES ('{[1,2)}', 1)"),
        (Sealer, "stop its trigger", Denied, "ALTER TABLE events.mt_events DISABLE TRIGGER note_unsealed"),
        (Sealer, "look at commands", Denied, "SELECT 1 FROM platform.inbox"),
        (Sealer, "look at announcements", Denied, "SELECT 1 FROM platform.outbox"),
        (Sealer, "look at answers", Denied, "SELECT 1 FROM read.answers"),

        .. VaultTables.Select(table => (Vault, $"read {table} of the other", Attempt.Nothing, $"SELECT 1 FROM {table} WHERE tenant_id <> '$own'")),
        .. VaultTables.Select(table => (VaultUnset, $"read {table}", Attempt.Nothing, $"SELECT 1 FROM {table}")),
        (Vault, "destroy a key of the other", Attempt.Nothing, "DELETE FROM vault.subject_keys WHERE tenant_id = '$other'"),
        (Vault, "mark a key of the other as destroyed", Denied, "INSERT INTO vault.erased_keys VALUES ('$other', gen_random_uuid(), decode(repeat('00', 32), 'hex'), 1, gen_random_uuid())"),
        (Vault, "change a certificate", Denied, "UPDATE vault.certificates SET shredded_at = now()"),
        (Vault, "remove a certificate", Denied, "DELETE FROM vault.certificates"),
        (Vault, "bring a destroyed key back", Denied, "DELETE FROM vault.erased_keys"),
        (Vault, "give a destroyed key's generation again", Denied, "UPDATE vault.erased_keys SET generation = 0"),
        (Vault, "give a key to another subject", Denied, "UPDATE vault.subject_keys SET subject_index = decode(repeat('00', 32), 'hex')"),
        (Vault, "change a key's generation", Denied, "UPDATE vault.subject_keys SET generation = 7"),
        (Vault, "empty the keys", Denied, "TRUNCATE vault.subject_keys"),
        (Vault, "forget a tenant", Denied, "DELETE FROM vault.tenants"),
        (Vault, "change how subjects are looked up", Denied, "UPDATE vault.tenants SET index_id = gen_random_uuid()"),
        (Vault, "switch row policies off", Denied, "ALTER TABLE vault.subject_keys DISABLE ROW LEVEL SECURITY"),
    ]).Append(new(
        "service role", "open the vault's database", Denied, two => Run(new NpgsqlConnectionStringBuilder(two.App.Database.Service) { Database = Of(two.App.Vault.Service).Database }.ConnectionString, null, "SELECT 1")));

    public static IEnumerable<Attempt> Allowed { get; } = Rows(
    [
        .. StoreTables.Except(["platform.seal_nodes"]).Select(table => (Service, $"read {table} of its own", "something", $"SELECT 1 FROM {table}")), // few events make no such node
        .. VaultTables.Select(table => (Vault, $"read {table} of its own", "something", $"SELECT 1 FROM {table}")),
        (Relay, "read events of all", "something", "SELECT 1 FROM events.mt_events WHERE tenant_id = '$other'"),
        (Sealer, "read events of all", "something", "SELECT 1 FROM events.mt_events WHERE tenant_id = '$other'"),
    ]);

    private static IEnumerable<Attempt> Rows(IEnumerable<(string Who, string What, string Refusal, string Sql)> rows) =>
        rows.Select(row => new Attempt(row.Who, row.What, row.Refusal, two => Run(
            row.Who switch
            {
                Relay => two.App.Database.Relay,
                Sealer => two.App.Database.Sealer,
                Vault or VaultUnset => two.App.Vault.Service,
                _ => two.App.Database.Service,
            },
            row.Who is Service or Vault ? two.Own.Name : null,
            row.Sql.Replace("$other", two.Other.Name, StringComparison.Ordinal)
                .Replace("$owner", Of(two.App.Database.Owner).Username, StringComparison.Ordinal)
                .Replace("$own", two.Own.Name, StringComparison.Ordinal)
                .Replace("$relay", Of(two.App.Database.Relay).Username, StringComparison.Ordinal))));

    /// <summary>The refusal's SQLSTATE; otherwise whether a row was seen or changed. Rolled back, so that what is allowed changes nothing for the next.</summary>
    private static async Task<string> Run(string connectionString, string? tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            if (tenant is not null)
            {
                await using var set = new NpgsqlCommand("SELECT set_config('privacyplatform.tenant', $1, true)", connection) { Parameters = { new() { Value = tenant } } };
                await set.ExecuteNonQueryAsync();
            }

            return await Reaches(connection, sql) ? "something" : Attempt.Nothing;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private static async Task<bool> Reaches(NpgsqlConnection connection, string sql)
    {
        if (sql.EndsWith("TO STDOUT", StringComparison.Ordinal))
        {
            using var rows = await connection.BeginTextExportAsync(sql);
            return (await rows.ReadToEndAsync()).Length > 0;
        }

        if (sql.EndsWith("FROM STDIN", StringComparison.Ordinal))
        {
            await using var rows = await connection.BeginTextImportAsync(sql);
            return true;
        }

        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        bool reached;
        do
        {
            reached = reader.FieldCount > 0 ? await reader.ReadAsync() : reader.RecordsAffected != 0;
        }
        while (await reader.NextResultAsync());
        return reached; // by the last statement
    }

    private static NpgsqlConnectionStringBuilder Of(string connectionString) => new(connectionString);
}
