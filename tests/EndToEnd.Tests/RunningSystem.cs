using System.Text.Json;

[assembly: AssemblyFixture(typeof(PrivacyPlatform.EndToEnd.Tests.RunningSystem))]

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>The whole system, started with <c>./run --detach</c> in a folder of its own and stopped with <c>./run stop</c>.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly string home = Directory.CreateTempSubdirectory("privacyplatform-").FullName;

    private Collector? collector;

    /// <summary>What a user's shell would have set.</summary>
    internal IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(collector?.Environment ?? new Dictionary<string, string?>(), StringComparer.Ordinal) { ["PRIVACY_HOME"] = home };

    /// <summary>What the services tell a collector.</summary>
    internal Collector Telemetry => collector!;

    /// <summary>Everything that the system keeps.</summary>
    internal string Local => Path.Combine(home, ".local");

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL may run under another account and passes through here.
            File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        collector = await Collector.Start();
        await Succeed("./run --detach");
    }

    /// <summary>Runs a command that must succeed, and gives what it printed.</summary>
    internal async Task<string> Succeed(string command, string input = "")
    {
        using var bound = new CancellationTokenSource(Patience);
        await using var shell = Shell.Start(command, Environment, input);
        var code = await shell.End(bound.Token);
        code.ShouldBe(0, $"{command}\n{shell.Output}");
        return shell.Output;
    }

    /// <summary>The purposes and the privacy policy of the seeds, for the tenant opsduty.</summary>
    internal async Task DefineCatalog()
    {
        await Succeed("./privacy purposes import services/Consent/seeds/opsduty-purposes.json");
        await Succeed("./privacy notices import services/Consent/seeds/opsduty-notices.json");
    }

    /// <summary>An address or connection string of the running system.</summary>
    internal string Endpoint(string resource, string property)
    {
        using var endpoints = JsonDocument.Parse(File.ReadAllText(Path.Combine(home, ".local", "run", "endpoints.json")));
        return endpoints.RootElement.GetProperty(resource).GetProperty(property).GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await Succeed("./run stop");
        if (collector is not null)
        {
            await collector.DisposeAsync();
        }

        Directory.Delete(home, recursive: true);
    }
}
