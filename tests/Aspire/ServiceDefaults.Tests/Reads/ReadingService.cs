using Grpc.Core;
using Npgsql;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Reads.V1;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.ServiceDefaults.Tests.Reads;

/// <summary>A service with a store, and people who read from it.</summary>
public sealed class ReadingService : IAsyncLifetime
{
    private readonly Signer signer = Signer.Ec();
    private TestDatabase database = null!;
    private TestService service = null!;

    public ConsentService.ConsentServiceClient Client => new(service.Channel);

    internal TestService Service => service;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using (var owner = NpgsqlDataSource.Create(database.Owner))
        {
            await StoreSchema.Migrate(owner, StoreRoles.Of(database.Service, database.Relay), []);
        }

        service = await TestService.Start(
            signer,
            builder => builder.AddStore(),
            ("ConnectionStrings:store", database.Service),
            ("ConnectionStrings:store-relay", database.Relay));
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await database.DisposeAsync();
    }

    public string Token(string tenant, string actor, params string[] roles) => signer.Token(tenant: tenant, actor: actor, roles: roles);

    public Metadata As(string tenant, string actor, params string[] roles) => new() { { "authorization", $"Bearer {Token(tenant, actor, roles)}" } };

    /// <summary>What was read in a tenant, as an officer sees it.</summary>
    public async Task<IReadOnlyList<ListReadsResponse>> Reads(string tenant, ListReadsRequest? request = null, string officer = "officer")
    {
        using var call = new ReadsService.ReadsServiceClient(service.Channel).ListReads(request ?? new(), As(tenant, officer, "officer"));
        return await All(call);
    }

    public async Task<IReadOnlyList<ReadHistoryResponse>> History(Metadata headers, ReadHistoryRequest request)
    {
        using var call = Client.ReadHistory(request, headers);
        return await All(call);
    }

    /// <summary>SQL as the database's administrator.</summary>
    public async Task Run(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(database.Admin + ";Pooling=false");
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<T>> All<T>(AsyncServerStreamingCall<T> call)
    {
        var all = new List<T>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            all.Add(call.ResponseStream.Current);
        }

        return all;
    }
}
