using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>What an operator sees of a store that is older than what is known of it, and what of erasures survives two old backups.</summary>
public sealed class AcceptRestoredTests : IAsyncLifetime
{
    private readonly Terminal terminal = new();
    private readonly List<string> restored = [];
    private TestDatabase events = null!;
    private TestDatabase vault = null!;

    public async ValueTask InitializeAsync()
    {
        (events, vault) = (await TestDatabase.Create(), await TestDatabase.Create());
        await using var storeOwner = NpgsqlDataSource.Create(events.Owner);
        await StoreSchema.Migrate(storeOwner, StoreRoles.Of(events.Service, events.Relay), []);
        await using var vaultOwner = NpgsqlDataSource.Create(vault.Owner);
        await VaultSchema.Migrate(vaultOwner, VaultRole.Of(vault.Service));
        terminal.WithFile(".local/run/endpoints.json", JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["consent-db"] = new { connectionString = events.Admin },
            ["consent-vault-db"] = new { connectionString = vault.Admin },
        }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in restored)
        {
            await PostgresServer.Run($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }

        terminal.Dispose();
        await events.DisposeAsync();
        await vault.DisposeAsync();
    }

    [Fact]
    public async Task What_is_missing_is_shown_and_then_accepted()
    {
        await Ask(vault.Admin, "UPDATE vault.high_water SET position = 12");

        var shown = await Run("accept-restored");
        ((long)shown["known"]!, (long)shown["there"]!, (long)shown["missing"]!, (bool)shown["accepted"]!).ShouldBe((12, 0, 12, false));
        ((bool)(await Run("accept-restored", "--yes"))["accepted"]!).ShouldBeTrue();

        var after = await Run("accept-restored");
        ((long)after["known"]!, (bool)after["accepted"]!).ShouldBe((0, true));
    }

    [Fact]
    public Task Restored_keys_wait_to_be_accepted_and_what_was_erased_since_is_erased_again() => EraseAgain(fromList: false);

    [Fact]
    public Task What_was_erased_since_is_erased_again_from_a_list_where_the_present_databases_know_nothing_of_it() => EraseAgain(fromList: true);

    private async Task EraseAgain(bool fromList)
    {
        await using var list = new ErasureList(events.Admin, vault.Admin);
        await Ask(vault.Admin, "INSERT INTO vault.tenant_keys VALUES ('acme', '0199aaaa-0000-7000-8000-000000000001', 1, 'root-1', 'x', now())");
        await Ask(vault.Admin, "INSERT INTO vault.tenants VALUES ('acme', '0199aaaa-0000-7000-8000-000000000002', '0199aaaa-0000-7000-8000-000000000001', 'x')");
        await Ask(vault.Admin, "INSERT INTO vault.subject_keys VALUES ('acme', '0199aaaa-0000-7000-8000-000000000003', decode(repeat('ab', 32), 'hex'), 1, '0199aaaa-0000-7000-8000-000000000001', 'x', now())");
        (await terminal.Run("backup", Path.Combine(terminal.Home, "backup"))).ShouldBe(0, terminal.Error);
        var order = new ErasureOrder(
            Guid.Parse("0199bbbb-0000-7000-8000-000000000001"), "acme", Base64Url.EncodeToString([.. Enumerable.Repeat((byte)0xAB, 32)]),
            [new(Guid.Parse("0199aaaa-0000-7000-8000-000000000003"), 1)], new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), "officer-1", "dsar.erasure");
        (await list.CarryOut([new(order, null)], CancellationToken.None)).ShouldBe(1);
        using var other = new Terminal();
        other.WithFile(".local/run/endpoints.json", await File.ReadAllTextAsync(Path.Combine(terminal.Home, ".local", "run", "endpoints.json")));
        (await other.Run("erasures")).ShouldBe(0, other.Error);
        terminal.WithFile("erasures.json", other.Out);
        await Ask(vault.Admin, "UPDATE vault.high_water SET position = 12");
        restored.AddRange([$"{Name(events)}_restored", $"{Name(vault)}_restored"]);

        if (fromList)
        {
            await Ask(vault.Admin, "DELETE FROM vault.tenants");
        }

        var report = await Run(["restore", Path.Combine(terminal.Home, "backup"), .. fromList ? ["--erasures", Path.Combine(terminal.Home, "erasures.json")] : Array.Empty<string>()]);

        ((int)report["erasedAgain"]!).ShouldBe(1);
        (await Ask(At(vault, restored[1]), "SELECT count(*) FROM vault.subject_keys")).ShouldBe(0L);
        (await Ask(At(vault, restored[1]), "SELECT count(*) FROM vault.certificates")).ShouldBe(1L);
        (await Ask(At(events, restored[0]), "SELECT count(*) FROM events.mt_events WHERE type = 'subject_shredded'")).ShouldBe(1L);
        (await Ask(At(vault, restored[1]), "SELECT restored_from IS NOT NULL FROM vault.high_water")).ShouldBe(true);
        (await Ask(At(vault, restored[1]), "SELECT position FROM vault.high_water")).ShouldBe(12L, "how far the store was seen");
    }

    private static string Name(TestDatabase database) => new NpgsqlConnectionStringBuilder(database.Admin).Database!;

    private static string At(TestDatabase database, string name) => new NpgsqlConnectionStringBuilder(database.Admin) { Database = name }.ConnectionString;

    private static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The one document, or of a list the one in it.</summary>
    private async Task<JsonObject> Run(params string[] args)
    {
        (await terminal.Run([.. args, "--json"])).ShouldBe(0, terminal.Out + terminal.Error);
        var last = JsonNode.Parse(terminal.Out.Trim().Split('\n')[^1])!;
        return (last is JsonArray { Count: 1 } list ? list[0]! : last).AsObject();
    }
}
