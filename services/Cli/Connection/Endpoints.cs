using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary>Where the system that <c>./run</c> started listens: <c>.local/run/endpoints.json</c>.</summary>
internal sealed class Endpoints(Surroundings surroundings)
{
    private string File => Path.Combine(surroundings.Home, ".local", "run", "endpoints.json");

    /// <exception cref="CliException">Nothing runs here, or it has no such address.</exception>
    public Uri Address(string resource, string scheme) =>
        Uri.TryCreate(Text(resource, scheme), UriKind.Absolute, out var uri) ? uri : throw Unknown(resource, scheme);

    /// <summary>A connection string, or an address as text.</summary>
    /// <exception cref="CliException">Nothing runs here, or it has no such property.</exception>
    public string Text(string resource, string property)
    {
        using var document = Read();
        return document.RootElement.TryGetProperty(resource, out var found) && found.TryGetProperty(property, out var text) && text.GetString() is { } value
            ? value
            : throw Unknown(resource, property);
    }

    /// <summary>The services' databases: first those of events, then those of keys.</summary>
    /// <exception cref="CliException">Nothing runs here, or it has no databases.</exception>
    public IReadOnlyList<SystemDatabase> Databases()
    {
        using var document = Read();
        SystemDatabase[] databases =
        [
            .. document.RootElement.EnumerateObject()
                .Where(resource => SystemDatabase.IsOne(resource.Name))
                .Select(resource => new SystemDatabase(resource.Name, resource.Value.GetProperty("connectionString").GetString()!))
                .OrderBy(database => database.HoldsKeys)
                .ThenBy(database => database.Resource, StringComparer.Ordinal),
        ];
        return databases.Length > 0 ? databases : throw new CliException(ExitCode.No, "cli.endpoint_unknown", "The running system has no databases.");
    }

    private JsonDocument Read()
    {
        if (!System.IO.File.Exists(File))
        {
            throw new CliException(ExitCode.Unreachable, "cli.not_running", "No system runs here. Start it with ./run --detach, or say where it is with --server or PRIVACY_URL.");
        }

        try
        {
            return JsonDocument.Parse(System.IO.File.ReadAllText(File));
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Failed, "cli.endpoints_unreadable", "The file of addresses is no JSON; start the system again.", inner: e);
        }
    }

    private static CliException Unknown(string resource, string property) =>
        new(ExitCode.No, "cli.endpoint_unknown", $"The running system has no address {property} of {resource}.");
}
