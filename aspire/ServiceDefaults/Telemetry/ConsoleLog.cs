using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>One line for each entry on the console: what <c>docker logs</c> and the AppHost collect.</summary>
public static class ConsoleLog
{
    public static WebApplicationBuilder AddConsoleLog(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddOneLineConsole();
        // These write addresses with their query, or statements, at Information.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        return builder;
    }

    internal static void AddOneLineConsole(this ILoggingBuilder logging)
    {
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(options => options.FormatterName = OneLine.FormatterName);
        logging.AddConsoleFormatter<OneLine, ConsoleFormatterOptions>();
    }
}
