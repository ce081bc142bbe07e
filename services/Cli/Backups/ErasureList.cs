using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Cli;

/// <summary>A service's erasures as a list that is kept where its databases are not. Holds no personal data.</summary>
/// <param name="store">Connection string of the database of events, as an administrator.</param>
/// <param name="vault">The same of the keys.</param>
internal sealed class ErasureList(string store, string vault) : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<IRootKey>(new NoRootKey())
        .AddEventStore(options => (options.Store, options.StoreRelay) = (store, store))
        .AddPersonalData(vault, new PersonalDataOptions())
        .BuildServiceProvider();

    public static IReadOnlyDictionary<string, IReadOnlyList<ErasureEntry>> Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<ErasureEntry>>>(json, JsonSerializerOptions.Web) ?? [];
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Usage, "erasures.malformed", "This is no list of erasures, as privacy erasures writes it.", "--erasures", e);
        }
    }

    /// <summary>Of all tenants, in the order in which they were ordered.</summary>
    public async Task<IReadOnlyList<ErasureEntry>> Read(CancellationToken ct)
    {
        var erasures = new List<ErasureEntry>();
        await using var connection = new NpgsqlConnection(vault);
        await connection.OpenAsync(ct);
        foreach (var tenant in await Sql.Query(connection, "SELECT vault.tenant_names()", row => row.GetString(0), ct))
        {
            erasures.AddRange(await services.GetRequiredService<IErasureJournal>().Read(tenant, ct));
        }

        return erasures;
    }

    /// <summary>Carries out again what these databases do not know of.</summary>
    /// <returns>How many.</returns>
    public Task<int> CarryOut(IReadOnlyList<ErasureEntry> erasures, CancellationToken ct) =>
        services.GetRequiredService<ErasureReapplication>().Reapply(erasures, ct);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Destroying keys needs none.</summary>
    private sealed class NoRootKey : IRootKey
    {
        public string CurrentId => throw Missing();

        public Task<RootWrapped> Wrap(ReadOnlyMemory<byte> key, IReadOnlyDictionary<string, string> context, CancellationToken ct = default) => throw Missing();

        public Task<byte[]> Unwrap(RootWrapped wrapped, IReadOnlyDictionary<string, string> context, CancellationToken ct = default) => throw Missing();

        public Task Check(CancellationToken ct = default) => throw Missing();

        private static RootKeyException Missing() => new("There is no root key here.");
    }
}
