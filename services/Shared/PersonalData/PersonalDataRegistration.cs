using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

public static class PersonalDataRegistration
{
    /// <summary>Key of the vault's <see cref="NpgsqlDataSource"/>; the event store's is registered without a key.</summary>
    public const string Vault = "vault";

    /// <summary>Name of the Meter.</summary>
    public const string Telemetry = VaultMetrics.Name;

    /// <summary>Gives a service its vault: <see cref="AddPersonalData(IServiceCollection, IConfiguration)"/>. Needs the store (<c>AddStore</c>).</summary>
    public static WebApplicationBuilder AddVault(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddPersonalData(builder.Configuration);
        return builder;
    }

    /// <summary>
    /// Registers <see cref="PersonalVault"/>, <see cref="Shredder"/>, <see cref="KeyRotation"/>, <see cref="ErasureReapplication"/> and the health checks
    /// <c>vault</c> and <c>store</c>, with <c>ConnectionStrings:vault</c> and the section <c>Vault</c>. Needs <c>AddEventStore</c> for the journal of erasures.
    /// </summary>
    /// <exception cref="RootKeyException">There is no usable root key: a service that cannot seal does not start.</exception>
    public static IServiceCollection AddPersonalData(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection("Vault").Get<PersonalDataOptions>() ?? new PersonalDataOptions();
        services.TryAddSingleton<IRootKey>(RootKey(options));
        return services.AddPersonalData(EventStoreRegistration.ConnectionString(configuration, "vault"), options);
    }

    /// <summary>The same for a service that has registered an <see cref="IRootKey"/> of its own.</summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services, string vault, PersonalDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddKeyedSingleton(Vault, (_, _) => EventStoreRegistration.DataSource(vault));
        services.AddSingleton(provider => new VaultTables(provider.GetRequiredKeyedService<NpgsqlDataSource>(Vault)));
        services.AddSingleton<ErasureTables>();
        services.AddSingleton<TenantKeyring>();
        services.AddSingleton<VaultGate>();
        services.TryAddSingleton<IErasureJournal, StoreErasureJournal>();
        services.AddSingleton(p => new PersonalVault(
            p.GetRequiredService<VaultTables>(), p.GetRequiredService<TenantKeyring>(), p.GetRequiredService<VaultGate>(), options, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new Shredder(
            p.GetRequiredService<PersonalVault>(),
            p.GetRequiredService<ErasureTables>(),
            p.GetRequiredService<IErasureJournal>(),
            p.GetRequiredService<VaultGate>(),
            options,
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new ErasureReapplication(
            p.GetRequiredService<VaultTables>(), p.GetRequiredService<ErasureTables>(), p.GetRequiredService<IErasureJournal>(), options, p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(p => new KeyRotation(
            p.GetRequiredService<VaultTables>(), p.GetRequiredService<TenantKeyring>(), p.GetRequiredService<IRootKey>()));
        services.AddSingleton<VaultOpening>();
        services.AddHostedService(p => p.GetRequiredService<VaultOpening>());
        services.Replace(ServiceDescriptor.Singleton(_ => new StoreGate(open: false)));
        services.AddSingleton<StoreWatch>();
        services.AddHostedService(p => p.GetRequiredService<StoreWatch>());
        services.AddHealthChecks().AddCheck<VaultHealthCheck>("vault").AddCheck<StoreHealthCheck>("store");
        return services;
    }

    private static RootKeyRing RootKey(PersonalDataOptions options) => options switch
    {
        { RootKeyFile.Length: > 0, RootKeys.Length: > 0 } => throw new RootKeyException("Give either Vault:RootKeyFile or Vault:RootKeys, not both."),
        { RootKeyFile: { Length: > 0 } file } => RootKeyRing.FromFile(file),
        { RootKeys: { Length: > 0 } text } => RootKeyRing.FromText(text),
        _ => throw new RootKeyException("The configuration has neither Vault:RootKeyFile nor Vault:RootKeys."),
    };
}
