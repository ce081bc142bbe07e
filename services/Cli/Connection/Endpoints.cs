using System.Text.Json;

namespace PrivacyPlatform.Cli;

/// <summary>Where the system that <c>./run</c> started listens: <c>.local/run/endpoints.json</c>.</summary>
internal sealed class Endpoints(Surroundings surroundings)
{
    private string File => Path.Combine(surroundings.Home, ".local", "run", "endpoints.json");

    /// <exception cref="CliException">Nothing runs here, or it has no such address.</exception>
    public Uri Address(string resource, string scheme)
    {
        if (!System.IO.File.Exists(File))
        {
            throw new CliException(ExitCode.Unreachable, "cli.not_running", "No system runs here. Start it with ./run --detach, or say where it is with --server or PRIVACY_URL.");
        }

        try
        {
            using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File));
            if (document.RootElement.TryGetProperty(resource, out var addresses)
                && addresses.TryGetProperty(scheme, out var address)
                && Uri.TryCreate(address.GetString(), UriKind.Absolute, out var uri))
            {
                return uri;
            }
        }
        catch (JsonException e)
        {
            throw new CliException(ExitCode.Failed, "cli.endpoints_unreadable", "The file of addresses is no JSON; start the system again.", inner: e);
        }

        throw new CliException(ExitCode.No, "cli.endpoint_unknown", $"The running system has no address {scheme} of {resource}.");
    }
}
