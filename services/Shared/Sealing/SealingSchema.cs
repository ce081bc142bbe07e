using Microsoft.Extensions.Configuration;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Sealing;

/// <summary>Gives a migrated store its sealer: tables, the trigger that tells of new events, and a role of its own. Run after <see cref="StoreSchema"/>, as the owner.</summary>
public static class SealingSchema
{
    /// <summary>Idempotent, all or nothing, and safe to run twice at once. The first time, all events that are there become unsealed ones.</summary>
    /// <param name="service">The role that shows reviewers their tree.</param>
    /// <param name="sealer">The role that extends the trees: reads events of all tenants, adds to the sealer's own tables, changes nothing.</param>
    /// <exception cref="InvalidOperationException">A script that was applied has changed since, or the sealer's role could get round row level security.</exception>
    public static async Task Migrate(
        NpgsqlDataSource owner, string service, string sealer, string sealerPassword, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var scripts = MigrationScript.EmbeddedIn(typeof(SealingSchema).Assembly);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var database = new MigrationDatabase(connection, ct);

        await database.Run("SELECT pg_advisory_xact_lock(hashtextextended('platform.migrations', 0))");
        foreach (var script in scripts.Where(script => char.IsAsciiDigit(script.Name[0])))
        {
            await database.Apply(script with { Name = "sealing/" + script.Name });
        }

        await database.EnsureLogin(sealer, sealerPassword);
        await database.Run(await Filled("roles.sql"));
        if (!await HasPolicies(connection, sealer, ct))
        {
            await database.Run(await Filled("sealer-policies.sql"));
        }

        await transaction.CommitAsync(ct);

        async Task<string> Filled(string template) => scripts.Single(script => script.Name == template).Sql
            .Replace("$database$", await Quoted(connection, connection.Database, ct), StringComparison.Ordinal)
            .Replace("$service$", await Quoted(connection, service, ct), StringComparison.Ordinal)
            .Replace("$sealer$", await Quoted(connection, sealer, ct), StringComparison.Ordinal);
    }

    /// <summary>The same with <c>ConnectionStrings:store-owner</c>, and the roles that <c>store</c> and <c>store-sealer</c> name.</summary>
    public static async Task Migrate(IConfiguration configuration, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        await using var owner = NpgsqlDataSource.Create(EventStoreRegistration.ConnectionString(configuration, "store-owner"));
        var service = new NpgsqlConnectionStringBuilder(EventStoreRegistration.ConnectionString(configuration, "store"));
        var sealer = new NpgsqlConnectionStringBuilder(EventStoreRegistration.ConnectionString(configuration, EvidenceRegistration.SealerConnection));
        await Migrate(
            owner,
            service.Username ?? throw new InvalidOperationException("ConnectionStrings:store names no user."),
            sealer.Username ?? throw new InvalidOperationException("ConnectionStrings:store-sealer names no user."),
            sealer.Password ?? throw new InvalidOperationException("ConnectionStrings:store-sealer has no password."),
            ct);
    }

    private static async Task<string> Quoted(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT quote_ident($1)", connection) { Parameters = { new() { Value = name } } };
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<bool> HasPolicies(NpgsqlConnection connection, string sealer, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) > 0 FROM pg_policies WHERE policyname = 'sealer' AND $1 = ANY (roles)", connection) { Parameters = { new() { Value = sealer } } };
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
