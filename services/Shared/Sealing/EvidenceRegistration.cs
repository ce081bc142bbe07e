using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Replay;

namespace PrivacyPlatform.Sealing;

/// <summary>Gives a service evidence: every event it records is sealed within a second, and reviewers can take the proof away.</summary>
public static class EvidenceRegistration
{
    /// <summary>Name of the sealer's connection string and key of its <see cref="NpgsqlDataSource"/>.</summary>
    public const string SealerConnection = "store-sealer";

    /// <summary>Name of the Meter.</summary>
    public const string Telemetry = "PrivacyPlatform.Sealing";

    /// <summary>
    /// Registers the sealer and what reads its trees. Needs the store (<c>AddStore</c>), <c>ConnectionStrings:store-sealer</c>,
    /// <c>Evidence:Origin</c> and <c>Evidence:SigningKeyFile</c> or <c>SigningKey</c>; an <see cref="INoteSigner"/> that is registered before takes the key's place.
    /// </summary>
    public static WebApplicationBuilder AddEvidence(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Evidence").Get<EvidenceOptions>() ?? new();
        builder.Services.AddEvidence(options, EventStoreRegistration.ConnectionString(builder.Configuration, SealerConnection));
        builder.Services.AddSingleton<EventsAreSealed>(); // it compares with what it saw the last time
        builder.Services.AddHealthChecks().AddCheck<EventsAreSealed>("evidence", timeout: TimeSpan.FromSeconds(3));
        return builder;
    }

    /// <summary>Shows reviewers the states of these kinds of stream beside the evidence that they follow from.</summary>
    public static IServiceCollection AddEvidenceStates(this IServiceCollection services, params IEnumerable<StreamStates> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }

        return services;
    }

    /// <summary>The reviewers' RPCs: <c>privacyplatform.evidence.v1.EvidenceService</c>.</summary>
    public static WebApplication MapEvidence(this WebApplication app)
    {
        app.MapGrpcService<EvidenceGrpc>();
        return app;
    }

    /// <param name="sealerConnection">Npgsql connection string of the sealer's role.</param>
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public static IServiceCollection AddEvidence(this IServiceCollection services, EvidenceOptions options, string sealerConnection)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Origin.Length == 0)
        {
            throw new InvalidOperationException("Evidence:Origin is not set: checkpoints need the name of the log.");
        }

        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new StoreGate());
        services.TryAddSingleton<INoteSigner>(_ => Signer(options));
        services.TryAddKeyedSingleton(SealerConnection, (_, _) => EventStoreRegistration.DataSource(sealerConnection));
        services.AddSingleton<SealingPass>();
        services.AddSingleton<EvidenceReader>();
        services.AddSingleton<StateReader>();
        services.AddHostedService<Sealer>();
        return services;
    }

    /// <summary>A container gets secrets as variables more easily than as files that only its own account can read.</summary>
    private static PemSigner Signer(EvidenceOptions options) => options switch
    {
        { SigningKey.Length: > 0, SigningKeyFile.Length: > 0 } => throw new InvalidOperationException("Give either Evidence:SigningKeyFile or Evidence:SigningKey, not both."),
        { SigningKey.Length: > 0 } => PemSigner.FromPem(options.SigningKey) ?? throw new InvalidOperationException("Evidence:SigningKey holds no Ed25519 private key (PKCS #8, PEM)."),
        _ => PemSigner.FromFile(options.SigningKeyFile),
    };
}
