using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>What an operator does with backups, on a real server with real pg_dump: take, try, put in place; and what is caught.</summary>
public sealed class BackupTests(TestLog log) : IClassFixture<TestLog>, IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private readonly List<string> restored = [];
    private TestDatabase vault = null!;

    private string Folder => Path.Combine(terminal.Home, "backup");

    private string EventsName => new NpgsqlConnectionStringBuilder(log.Admin).Database!;

    private string VaultName => new NpgsqlConnectionStringBuilder(vault.Admin).Database!;

    public async ValueTask InitializeAsync()
    {
        vault = await TestDatabase.Create();
        await using var owner = NpgsqlDataSource.Create(vault.Owner);
        await VaultSchema.Migrate(owner, VaultRole.Of(vault.Service));
        Runs(log.Admin, vault.Admin);
        var stream = $"counter-{Path.GetFileName(terminal.Home)}"; // each test's own
        await log.Record("acme", stream, 0);
        await log.Record("acme", stream, 1);
        await log.Record("globex", stream, 0);
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        foreach (var database in restored)
        {
            await PostgresServer.Run($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }

        await vault.DisposeAsync();
    }

    [Fact]
    public async Task A_backup_is_restored_beside_what_is_there_and_is_what_was_backed_up()
    {
        (await terminal.Run("backup", Folder)).ShouldBe(0, terminal.Error);
        var events = await Ask<long>(log.Admin, "SELECT count(*) FROM events.mt_events");
        restored.AddRange([$"{EventsName}_restored", $"{VaultName}_restored"]);

        (await terminal.Run("restore", Folder, "--json")).ShouldBe(0, terminal.Out + terminal.Error);

        (await Ask<long>(At(log.Admin, restored[0]), "SELECT count(*) FROM events.mt_events")).ShouldBe(events);
        (await Ask<bool>(At(vault.Admin, restored[1]), "SELECT to_regclass('vault.subject_keys') IS NOT NULL")).ShouldBeTrue();
        // Who has rights in the one has them in the other, and nobody else may connect.
        (await Ask<long>(At(log.Admin, restored[0]), "SELECT count(*) FROM pg_policies")).ShouldBe(await Ask<long>(log.Admin, "SELECT count(*) FROM pg_policies"));
        (await Ask<bool>(log.Admin, $"SELECT datacl::text LIKE '%=Tc/%' FROM pg_database WHERE datname = '{restored[0]}'")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_drill_says_that_it_could_be_restored_and_leaves_nothing_behind()
    {
        (await terminal.Run("backup", Folder)).ShouldBe(0, terminal.Error);

        (await terminal.Run("restore", Folder, "--suffix", "_drill", "--drill")).ShouldBe(0, terminal.Out + terminal.Error);

        (await Ask<long>(log.Admin, "SELECT count(*) FROM pg_database WHERE datname LIKE '%\\_drill'")).ShouldBe(0);
    }

    [Fact]
    public async Task Keys_are_apart_and_expire_before_the_events()
    {
        (await terminal.Run("backup", Folder, "--key-days", "7", "--event-days", "30")).ShouldBe(0, terminal.Error);

        var (events, keys) = (Manifest("events"), Manifest("keys"));
        Days(events).ShouldBe(30);
        Days(keys).ShouldBe(7);
        events["databases"]!.AsArray().Select(one => (string?)one!["resource"]).ShouldBe(["consent-db"]);
        keys["databases"]!.AsArray().Select(one => (string?)one!["resource"]).ShouldBe(["consent-vault-db"]);
        (await terminal.Run("backup", Folder, "--key-days", "30", "--event-days", "30")).ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Keys_that_had_to_be_gone_are_not_brought_back()
    {
        (await terminal.Run("backup", Folder)).ShouldBe(0, terminal.Error);
        var keys = Manifest("keys");
        keys["expiresAt"] = "2026-01-01T00:00:00+00:00";
        await File.WriteAllTextAsync(Path.Combine(Folder, "keys", "manifest.json"), keys.ToJsonString());

        (await terminal.Run("restore", Folder)).ShouldBe(ExitCode.Refused);

        terminal.Error.ShouldContain("backup.expired");
    }

    [Fact]
    public async Task A_file_in_which_one_bit_is_different_is_caught_before_anything_is_restored()
    {
        (await terminal.Run("backup", Folder)).ShouldBe(0, terminal.Error);
        var file = Path.Combine(Folder, "events", "consent.dump");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        (await terminal.Run("restore", Folder)).ShouldBe(ExitCode.No);

        terminal.Error.ShouldContain("backup.file_changed");
        (await Ask<long>(log.Admin, $"SELECT count(*) FROM pg_database WHERE datname = '{EventsName}_restored'")).ShouldBe(0);
    }

    [Theory]
    [InlineData(
        """
        UPDATE events.mt_events SET data = '{"amount": 9}' WHERE seq_id = (SELECT min(seq_id) FROM events.mt_events WHERE tenant_id = 'acme');
        DELETE FROM events.mt_events WHERE seq_id = (SELECT max(seq_id) FROM events.mt_events WHERE tenant_id = 'acme');
        UPDATE events.mt_events SET timestamp = timestamp - interval '1 day' WHERE tenant_id = 'globex';
        UPDATE events.mt_streams SET version = version + 1 WHERE tenant_id = 'globex'
        """,
        @"acme: event \d+ is not what was sealed", @"acme: event \d+ was sealed and is missing", @"globex: event \d+ is not what was sealed",
        "globex: the versions of stream .+ are not 1 to its last")]
    [InlineData("UPDATE platform.checkpoints SET note = replace(note, E'/acme\\n', E'/acme\\n1')", "acme: .*checkpoint")]
    public async Task A_backup_that_was_forged_hashes_and_all_is_caught_by_the_evidence(string forgery, params string[] findings)
    {
        // Somebody restores a backup, changes it, and makes a backup of that: every hash and count in its manifest is right.
        var forged = $"{EventsName}_forged";
        restored.Add(forged);
        (await terminal.Run("backup", Path.Combine(terminal.Home, "true"))).ShouldBe(0, terminal.Error);
        (await terminal.Run("restore", Path.Combine(terminal.Home, "true", "events"), "--suffix", "_forged")).ShouldBe(0, terminal.Out + terminal.Error);
        await Ask<object>(At(log.Admin, forged), forgery);
        Runs(At(log.Admin, forged), vault.Admin);
        (await terminal.Run("backup", Folder)).ShouldBe(0, terminal.Error);

        (await terminal.Run("restore", Path.Combine(Folder, "events"), "--suffix", "_drill", "--drill")).ShouldBe(ExitCode.No);

        foreach (var finding in findings)
        {
            terminal.Out.ShouldMatch(finding);
        }
    }

    [Fact]
    public async Task What_is_restored_takes_the_place_of_what_is_there_once_nobody_uses_that()
    {
        (await terminal.Run("backup", Folder)).ShouldBe(0, terminal.Error);
        (await terminal.Run("restore", Path.Combine(Folder, "events"), "--service", "other", "--replace")).ShouldBe(ExitCode.Usage);
        (await terminal.Run("restore", Path.Combine(Folder, "events"), "--replace")).ShouldBe(ExitCode.Refused);
        terminal.Error.ShouldContain("restore.database_in_use");
        (await Ask<long>(log.Admin, $"SELECT count(*) FROM pg_database WHERE datname = '{EventsName}_restored'")).ShouldBe(0, "nothing is restored in vain");
        await PostgresServer.Run(
            $"""COMMENT ON DATABASE {VaultName} IS 'before'""",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{VaultName}'");

        (await terminal.Run("restore", Path.Combine(Folder, "keys"), "--replace", "--json")).ShouldBe(0, terminal.Out + terminal.Error);

        var kept = JsonNode.Parse(terminal.Out.Trim().Split('\n')[^1])!["replaced"]!.AsArray().Select(name => (string)name!).ShouldHaveSingleItem();
        restored.Add(kept);
        (await Ask<string>(log.Admin, $"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{kept}'")).ShouldBe("before");
        (await Ask<string?>(log.Admin, $"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{VaultName}'")).ShouldBeNull();
    }

    private static double Days(JsonObject manifest) =>
        ((DateTimeOffset)manifest["expiresAt"]! - (DateTimeOffset)manifest["takenAt"]!).TotalDays;

    private static string At(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = false }.ConnectionString;

    private static async Task<T> Ask<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T found ? found : default!;
    }

    private JsonObject Manifest(string kind) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, kind, "manifest.json")))!.AsObject();

    private void Runs(string events, string keys) => terminal.WithFile(
        ".local/run/endpoints.json",
        JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["consent-db"] = new { connectionString = events },
            ["consent-vault-db"] = new { connectionString = keys },
        }));
}
