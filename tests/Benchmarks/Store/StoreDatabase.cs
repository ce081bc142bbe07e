using Aspire.Hosting.Local;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Sealing;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>A migrated database of the bench's server, with the store over it as a service has it.</summary>
internal sealed class StoreDatabase : IAsyncDisposable
{
    public const string Tenant = "acme";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static int ids;

    private StoreDatabase(string admin, string service, string relay) =>
        (Admin, Service, ServiceConnection, RelayConnection) = (NpgsqlDataSource.Create(admin), EventStoreRegistration.ServiceDataSource(service), service, relay);

    /// <summary>The superuser: floors, and what is generated on the server.</summary>
    public NpgsqlDataSource Admin { get; }

    public NpgsqlDataSource Service { get; }

    public string ServiceConnection { get; }

    public string RelayConnection { get; }

    /// <param name="scripts">Of a service; none: the bench's own read models.</param>
    public static async Task<StoreDatabase> Create(LocalPostgres server, string name, IReadOnlyList<MigrationScript> scripts)
    {
        await using (var admin = NpgsqlDataSource.Create(server.ConnectionString))
        {
            await Run(admin, $"CREATE DATABASE {name}");
        }

        var own = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name };
        string As(string role) => server.ConnectionStringFor(name, $"{name}_{role}", own.Password!);
        var database = new StoreDatabase(own.ConnectionString, As("service"), As("relay"));
        await StoreSchema.Migrate(database.Admin, StoreRoles.Of(As("service"), As("relay")), scripts.Count == 0 ? [Ledger.Migration, AnswerCounts.Migration] : scripts);
        return database;
    }

    public static DateTimeOffset At(int number) => Start.AddSeconds(number);

    public static CommandEnvelope Envelope()
    {
        var number = Interlocked.Increment(ref ids);
        return new()
        {
            CommandId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
            Tenant = Tenant,
            Actor = "preference-center",
            OccurredAt = At(number),
            RecordedAt = At(number).AddSeconds(1),
            CorrelationId = "0192f0c1-7a1b-7c3d-8e4f-5a6b7c8d9e0f",
        };
    }

    /// <summary>New streams of one length each.</summary>
    public async Task AddStreams(string prefix, int streams, int length)
    {
        await using var importer = new EventImporter(Service);
        await importer.Import(Envelope(), Streams(prefix, streams, length), announce: false);
        await Run(Admin, "VACUUM ANALYZE");
    }

    public static async IAsyncEnumerable<StreamImport> Streams(string prefix, int streams, int length)
    {
        await Task.CompletedTask;
        for (var number = 0; number < streams; number++)
        {
            yield return new(Ledger.Stream.Name, Ledger.Stream.IdOf($"{prefix}{number}"), 0, History(length));
        }
    }

    public static IReadOnlyList<ImportedEvent> History(int length) => [.. Enumerable.Range(0, length).Select(number =>
    {
        var (name, schemaVersion, json) = Ledger.Events.Write(Ledger.Next(number % 2 == 1, At(number)));
        return new ImportedEvent(new(name, schemaVersion, json), At(number), At(number).AddSeconds(1), "preference-center");
    })];

    /// <summary>Gives the store its sealer.</summary>
    /// <returns>The connection string of the sealer's role.</returns>
    public async Task<string> AddSealer()
    {
        var relay = new NpgsqlConnectionStringBuilder(RelayConnection);
        var sealer = new NpgsqlConnectionStringBuilder(RelayConnection) { Username = relay.Username!.Replace("_relay", "_sealer") };
        await SealingSchema.Migrate(Admin, new NpgsqlConnectionStringBuilder(ServiceConnection).Username!, sealer.Username, sealer.Password!);
        return sealer.ConnectionString;
    }

    public Task Run(string sql) => Run(Admin, sql);

    /// <summary>Asks until the answer is yes, fifty times a second.</summary>
    public async Task Until(string condition, CancellationToken ct)
    {
        await using var ask = Admin.CreateCommand($"SELECT {condition} FROM pg_sleep(0.02)");
        while (await ask.ExecuteScalarAsync(ct) is not true)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Admin.DisposeAsync();
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
