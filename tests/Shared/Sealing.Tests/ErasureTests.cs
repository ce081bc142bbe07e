using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Bundles;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>Erasing a person destroys keys; the sealed bytes in the events stay, and so does every proof.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Tenant = "acme";

    private readonly LogFixture log = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("privacyplatform-evidence-");
    private TestDatabase? vault;

    public async ValueTask InitializeAsync()
    {
        await log.InitializeAsync();
        vault = await TestDatabase.Create();
        await using var owner = NpgsqlDataSource.Create(vault.Owner);
        await VaultSchema.Migrate(owner, VaultRole.Of(vault.Service));
    }

    public async ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        await vault!.DisposeAsync();
        await log.DisposeAsync();
    }

    [Fact]
    public async Task Proofs_hold_after_an_erasure()
    {
        await using var services = await PersonalData();
        var envelope = log.Envelope(Tenant);
        var place = SealedPlace.InEventOf(envelope, "request-1", "/contact");
        var value = await services.GetRequiredService<PersonalVault>().Seal("s-1", place, "jane@example.invalid");
        await log.Appender.Append([new("request", "request-1", 0, [new("received", 1, $$"""{"contact": {{value.ToJson()}}}""")])], envelope);
        await log.SealAll();
        var kept = (await log.Reader.LatestCheckpoint(Tenant))!.Note;
        var before = (await log.Entries(Tenant))[0].Entry;

        await services.GetRequiredService<Shredder>().Shred(Tenant, "s-1", log.Envelope(Tenant).CommandId, "officer-1", "erasure");
        (await services.GetRequiredService<PersonalVault>().Unseal(place, value)).ShouldBeOfType<Unsealed.Shredded>();
        await log.SealAll();

        (await log.Entries(Tenant))[0].Entry.ShouldBe(before);
        var report = await Verified(kept);
        report.Findings.ShouldBeEmpty();
        report.IsEverything.ShouldBeTrue();
        report.ContinuesKept.ShouldBeTrue();
        report.Events.ShouldBeGreaterThan(1, "the erasure itself is recorded, and sealed");
    }

    private async Task<VerificationReport> Verified(string kept)
    {
        var path = Path.Combine(folder.FullName, "bundle");
        await new EvidenceExport(new StoreSource(log, Tenant)).Write(path, [], kept, states: false);
        Directory.EnumerateFiles(path).ShouldAllBe(file => !File.ReadAllText(file).Contains("jane", StringComparison.Ordinal));
        using var bundle = BundleFolder.Open(path);
        return await new BundleVerifier(log.Key(Tenant), kept).Verify(bundle);
    }

    private async Task<ServiceProvider> PersonalData()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IRootKey>(RootKeyRing.FromText(RootKeyRing.NewEntry("root-1")))
            .AddEventStore(options => (options.Store, options.StoreRelay) = (log.Database.Service, log.Database.Relay))
            .AddPersonalData(vault!.Service, new PersonalDataOptions())
            .BuildServiceProvider();
        foreach (var opening in services.GetServices<IHostedService>())
        {
            await opening.StartAsync(CancellationToken.None);
        }

        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(bound.Token)).Status != HealthStatus.Healthy)
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }

        return services;
    }
}
