using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>A database of a test's own with a store and a sealer, and the means to fill it.</summary>
public sealed class LogFixture : IAsyncLifetime
{
    public const string Prefix = "privacyplatform.invalid/test";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly List<IAsyncDisposable> owned = [];
    private TestDatabase? database;
    private int commands;

    public TestDatabase Database => database!;

    public PemSigner Signer { get; } = PemSigner.FromPem(PemSigner.NewPem())!;

    public EvidenceOptions Options { get; } = new() { Origin = Prefix };

    public NpgsqlDataSource Service { get; private set; } = null!;

    public NpgsqlDataSource Sealer { get; private set; } = null!;

    public EventAppender Appender { get; private set; } = null!;

    public EvidenceReader Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await MigrateStore();
        Service = Own(EventStoreRegistration.DataSource(database.Service));
        Appender = new(Service);
        await MigrateSealing();
        Sealer = Own(EventStoreRegistration.DataSource(database.Sealer));
        Reader = new(Service);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resource in owned)
        {
            await resource.DisposeAsync();
        }

        Signer.Dispose();
        await database!.DisposeAsync();
    }

    public async Task MigrateSealing()
    {
        var sealer = new NpgsqlConnectionStringBuilder(Database.Sealer);
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await SealingSchema.Migrate(owner, new NpgsqlConnectionStringBuilder(Database.Service).Username!, sealer.Username!, sealer.Password!);
    }

    /// <summary>A sealer's pass with a memory of its own, as another process would have.</summary>
    internal SealingPass Pass(INoteSigner? signer = null) =>
        new(Sealer, signer ?? Signer, Options, TimeProvider.System, NullLogger<SealingPass>.Instance);

    /// <summary>Seals until nothing is left.</summary>
    public async Task SealAll()
    {
        var pass = Pass();
        while (await pass.Run(default) > 0)
        {
        }
    }

    /// <summary>One event for each amount, all in one command.</summary>
    public async Task Add(string tenant, string key, long expectedVersion, params int[] amounts) =>
        await Appender.Append(
            [new(Counter.Stream.Name, Counter.Stream.IdOf(key), expectedVersion, [.. amounts.Select(amount => new EventData("counted", 1, $$"""{"amount": {{amount}}}"""))])],
            Envelope(tenant));

    public CommandEnvelope Envelope(string tenant)
    {
        var number = Interlocked.Increment(ref commands);
        return new()
        {
            CommandId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
            Tenant = tenant,
            Actor = "tester",
            OccurredAt = Start.AddMinutes(number),
            RecordedAt = Start.AddMinutes(number).AddSeconds(5),
            CorrelationId = $"story-{number}",
        };
    }

    public VerifierKey Key(string tenant) => new(Origin.Of(Prefix, tenant), Signer.PublicKey.Span);

    public async Task<Checkpoint> Checkpoint(string tenant) =>
        EvidenceLog.Notes.Checkpoint.Read(SignedNote.Open((await Reader.LatestCheckpoint(tenant)).ShouldNotBeNull().Note, Key(tenant)).ShouldNotBeNull()).ShouldNotBeNull();

    public async Task<IReadOnlyList<SealedEntry>> Entries(string tenant)
    {
        var entries = new List<SealedEntry>();
        await foreach (var entry in Reader.Entries(tenant, 0, (await Checkpoint(tenant)).Size))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>Everything that is recorded for the tenant is sealed, exactly once, and the checkpoint says so.</summary>
    public async Task ShouldBeWholeLog(string tenant)
    {
        var entries = await Entries(tenant);
        entries.Select(entry => entry.Index).ShouldBe(Enumerable.Range(0, entries.Count).Select(i => (long)i));
        entries.ShouldAllBe(entry => entry.Entry != null && Rfc6962.Leaf(entry.Entry) == entry.Hash);
        entries.Select(entry => Convert.ToBase64String(entry.Entry!)).ShouldBeUnique();
        entries.Count.ShouldBe((int)await Ask<long>("SELECT count(*) FROM events.mt_events WHERE tenant_id = $1", tenant));
        var tree = new GrowingTree();
        foreach (var entry in entries)
        {
            tree.Append(entry.Hash);
        }

        (await Checkpoint(tenant)).ShouldBe(new(Origin.Of(Prefix, tenant), tree.Size, tree.Root));
        foreach (var stream in entries.Select(entry => EvidenceLog.Entries.EventEntry.Read(entry.Entry).ShouldNotBeNull()).GroupBy(entry => entry.Stream))
        {
            stream.Select(entry => entry.Version).ShouldBe(Enumerable.Range(1, stream.Count()).Select(i => (long)i), stream.Key);
        }
    }

    /// <summary>One value as the superuser, whom no policy binds.</summary>
    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(Database.Admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync() is T found ? found : default!;
    }

    /// <summary>What somebody with all rights on the database does.</summary>
    public Task Tamper(string sql, params object[] values) => Ask<object>(sql, values);

    private async Task MigrateStore()
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await StoreSchema.Migrate(owner, StoreRoles.Of(Database.Service, Database.Relay), []);
    }

    private NpgsqlDataSource Own(NpgsqlDataSource source)
    {
        owned.Add(source);
        return source;
    }
}
