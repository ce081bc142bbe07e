using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>The service's own event store.</summary>
public static partial class Store
{
    /// <summary>Wires the store from <c>ConnectionStrings:store</c> and <c>ConnectionStrings:store-relay</c>; readiness asks both roles.</summary>
    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddEventStore(builder.Configuration);
        builder.Services.AddTransient<IStartupFilter, BehindTheGate>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", timeout: Health.Patience);
        return builder;
    }

    /// <summary>
    /// With <c>--migrate</c> among the arguments: brings the service's databases to this version's shape, as the owner
    /// (<c>ConnectionStrings:store-owner</c>), and nothing else. Call it first: the step needs no other setting.
    /// </summary>
    /// <param name="parts">Further parts of the service's databases, after its store: <c>SealingSchema.Migrate</c>, <c>VaultSchema.Migrate</c>.</param>
    /// <returns>True when it was asked for and is done: the program ends.</returns>
    public static async Task<bool> Migrate(
        this WebApplicationBuilder builder, string[] args, params IReadOnlyList<Func<IConfiguration, CancellationToken, Task>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (!args.Contains("--migrate", StringComparer.Ordinal))
        {
            return false;
        }

        using var logging = LoggerFactory.Create(log => log.AddOneLineConsole());
        var service = Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("Only a program can be migrated.");
        await StoreSchema.Migrate(builder.Configuration, MigrationScript.EmbeddedIn(service)).ConfigureAwait(false);
        foreach (var part in parts)
        {
            await part(builder.Configuration, CancellationToken.None).ConfigureAwait(false);
        }

        Migrated(logging.CreateLogger(typeof(Store)));
        return true;
    }

    [LoggerMessage(LogLevel.Information, "The databases have this version's shape")]
    private static partial void Migrated(ILogger log);
}
