using System.Reflection;
using Microsoft.AspNetCore.Builder;
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
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", timeout: Health.Patience);
        return builder;
    }

    /// <summary>
    /// With <c>--migrate</c> among the arguments: brings the database to this version's shape, as the owner
    /// (<c>ConnectionStrings:store-owner</c>), and nothing else. Call it first: the step needs no other setting.
    /// </summary>
    /// <returns>True when it was asked for and is done: the program ends.</returns>
    public static async Task<bool> Migrate(this WebApplicationBuilder builder, string[] args)
    {
        if (!args.Contains("--migrate", StringComparer.Ordinal))
        {
            return false;
        }

        using var logging = LoggerFactory.Create(log => log.AddOneLineConsole());
        var service = Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("Only a program can be migrated.");
        await StoreSchema.Migrate(builder.Configuration, MigrationScript.EmbeddedIn(service)).ConfigureAwait(false);
        Migrated(logging.CreateLogger(typeof(Store)));
        return true;
    }

    [LoggerMessage(LogLevel.Information, "The database has this version's shape")]
    private static partial void Migrated(ILogger log);
}
