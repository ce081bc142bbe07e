using System.Text.Json;
using Google.Protobuf;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Service.Registers;

namespace PrivacyPlatform.SubProcessors.Service.Importing;

/// <summary>
/// On a developer's machine: brings the registers of a folder in, when the service starts. <c>{tenant}.registers.json</c> holds requests of the
/// contract, <c>{tenant}.json</c> rows. Where all rows came in once nothing is done, so that it may run at every start; where a start was cut short
/// the rest comes in.
/// </summary>
internal sealed partial class SeedImport(
    string folder, CommandExecutor executor, RegistryReader registries, RegisterImporter importer, StoreGate gate, TimeProvider clock, ILogger<SeedImport> log) : BackgroundService
{
    private const string Registers = ".registers.json";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.Opened.WaitAsync(stoppingToken);
            foreach (var path in Directory.EnumerateFiles(folder, $"*{Registers}").Order(StringComparer.Ordinal))
            {
                await Import(Path.GetFileName(path)[..^Registers.Length], stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
#pragma warning disable CA1031 // seeds are a convenience: without them the service does its work
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Failed(log, failure);
        }
    }

    internal async Task Import(string tenant, CancellationToken ct)
    {
        var (rows, errors) = SeedRows.Read(await File.ReadAllTextAsync(Path.Combine(folder, $"{tenant}.json"), ct));
        var registry = (await registries.At(tenant, recordedAt: null, ct)).Registry;
        if (registry.Registers.Count > 0 && registry.Engagements.Count >= rows.Count(row => row.Listed))
        {
            return; // engagements come last, and never go: one that is retired is still there
        }

        var definitions = JsonSerializer.Deserialize<JsonElement[]>(await File.ReadAllTextAsync(Path.Combine(folder, tenant + Registers), ct))!
            .Select(request => JsonParser.Default.Parse<V1.DefineRegisterRequest>(request.GetRawText()));
        foreach (var definition in definitions)
        {
            await executor.Execute(RegisterModule.Stream, definition.RegisterId, SubProcessorsGrpc.CommandOf(definition), Envelope(tenant, definition.RegisterId), ct);
        }

        var imported = await importer.Import(rows, errors, new(AllOrNothing: false, AsExisting: true, IsDryRun: false), Envelope(tenant, "rows"), ct);
        Imported(log, tenant, imported.Rows, imported.Errors.Count);
    }

    private CommandEnvelope Envelope(string tenant, string what)
    {
        var now = CallTime.Microseconds(clock.GetUtcNow());
        return new() { CommandId = CommandIds.Of(tenant, "seeds", what), Tenant = tenant, Actor = "seeds", OccurredAt = now, RecordedAt = now };
    }

    [LoggerMessage(LogLevel.Information, "Registers of {Tenant}: {Rows} rows imported, {Errors} refused")]
    private static partial void Imported(ILogger log, string tenant, int rows, int errors);

    [LoggerMessage(LogLevel.Error, "The seeds could not be imported")]
    private static partial void Failed(ILogger log, Exception failure);
}

/// <summary>Whether there are seeds: <c>Seeds:Folder</c>.</summary>
internal static class Seeds
{
    public static IServiceCollection AddSeeds(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Seeds:Folder"] is { Length: > 0 } folder
            ? services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SeedImport>(provider, folder))
            : services;
}
