using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.PersonalData.Tests;

/// <summary>One process of a service: its own caches, its own gate.</summary>
public sealed class VaultInstance : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;

    private VaultInstance(ServiceProvider services) => this.services = services;

    public PersonalVault Vault => Get<PersonalVault>();

    public Shredder Shredder => Get<Shredder>();

    public KeyRotation Rotation => Get<KeyRotation>();

    public IErasureJournal Journal => Get<IErasureJournal>();

    public static VaultInstance Over(
        string store, string relay, string vault, string rootKeys, Action<PersonalDataOptions>? configure = null, Action<IServiceCollection>? with = null)
    {
        var options = new PersonalDataOptions();
        configure?.Invoke(options);
        var registered = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new ManualClock(Start))
            .AddSingleton<IRootKey>(RootKeyRing.FromText(rootKeys))
            .AddEventStore(o => (o.Store, o.StoreRelay) = (store, relay));
        with?.Invoke(registered);
        return new(registered.AddPersonalData(vault, options).BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task Open() => Get<VaultOpening>().Open(CancellationToken.None);

    public async Task<HealthStatus> Health() => (await Get<HealthCheckService>().CheckHealthAsync()).Entries["vault"].Status;

    public async Task<string> Read(SealedPlace place, SealedValue value) => (await Vault.Unseal(place, value)).ShouldBeOfType<Unsealed.Value>().Text;

    public async Task<Guid> ReadShredded(SealedPlace place, SealedValue value) =>
        (await Vault.Unseal(place, value)).ShouldBeOfType<Unsealed.Shredded>().CertificateId;

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
