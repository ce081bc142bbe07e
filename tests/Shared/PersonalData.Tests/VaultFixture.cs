using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.PersonalData.Tests;

/// <summary>An event store and a vault of a test class's own, each in its own database, and instances of a service over them.</summary>
public sealed class VaultFixture : IAsyncLifetime
{
    public const string Tenant = "acme";

    public static readonly string FirstRootKey = RootKeyRing.NewEntry("root-1");

    public static readonly string SecondRootKey = RootKeyRing.NewEntry("root-2");

    private TestDatabase? store;
    private TestDatabase? vault;
    private int commands;

    public TestDatabase Store => store!;

    public TestDatabase Vault => vault!;

    public async ValueTask InitializeAsync()
    {
        store = await TestDatabase.Create();
        vault = await TestDatabase.Create();
        await using var storeOwner = NpgsqlDataSource.Create(store.Owner);
        await StoreSchema.Migrate(storeOwner, StoreRoles.Of(store.Service, store.Relay), []);
        await using var vaultOwner = NpgsqlDataSource.Create(vault.Owner);
        await VaultSchema.Migrate(vaultOwner, VaultRole.Of(vault.Service));
    }

    public async ValueTask DisposeAsync()
    {
        await store!.DisposeAsync();
        await vault!.DisposeAsync();
    }

    /// <summary>A process of the service, started and open for use.</summary>
    public async Task<VaultInstance> Instance(string? rootKeys = null, Action<PersonalDataOptions>? configure = null, Action<IServiceCollection>? with = null)
    {
        var instance = Closed(rootKeys, configure, with);
        await instance.Open();
        return instance;
    }

    /// <summary>A process that has not compared the erasures yet.</summary>
    public VaultInstance Closed(string? rootKeys = null, Action<PersonalDataOptions>? configure = null, Action<IServiceCollection>? with = null) =>
        VaultInstance.Over(Store.Service, Store.Relay, Vault.Service, rootKeys ?? FirstRootKey, configure, with);

    public CommandEnvelope Envelope(string tenant = Tenant)
    {
        var number = Interlocked.Increment(ref commands);
        return new()
        {
            CommandId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
            Tenant = tenant,
            Actor = "tester",
            OccurredAt = VaultInstance.Start,
            RecordedAt = VaultInstance.Start,
        };
    }

    /// <summary>A place of its own for each call.</summary>
    public SealedPlace Place(string tenant = Tenant) => SealedPlace.InEventOf(Envelope(tenant), "request-1", "/contact");

    /// <summary>An id of an erasure, another one each time.</summary>
    public Guid ErasureId() => Envelope().CommandId;

    public Task<T> AskVault<T>(string sql, params object[] values) => Ask<T>(Vault.Admin, sql, values);

    public Task<T> AskStore<T>(string sql, params object[] values) => Ask<T>(Store.Admin, sql, values);

    /// <summary>One value as the superuser, whom no policy binds.</summary>
    public static async Task<T> Ask<T>(string database, string sql, params object[] values)
    {
        await using var admin = new NpgsqlConnection(database);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(sql, admin);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync() is T found ? found : default!;
    }
}
