using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>Runs a program in another language and reads what it found: one JSON object, by scenario.</summary>
internal static class ForeignScript
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    // Test classes start side by side, and two installations at a time would undo each other.
    private static readonly Lazy<Task> Installation = new(Install);

    public static string PathTo(params string[] parts) => Repository.PathTo(["tests", "Shared", "Grpc.Tests", .. parts]);

    public static async Task<JsonElement> Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Bound);
        process.ExitCode.ShouldBe(0, await errors);
        return JsonDocument.Parse(await output).RootElement;
    }

    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })
        ?? throw new InvalidOperationException($"{program} did not start.");

    /// <summary>npm ci, once, unless what the lock file names is installed already.</summary>
    public static Task InstallNodePackages() => Installation.Value;

    private static async Task Install()
    {
        var folder = PathTo("node");
        var stamp = Path.Combine(folder, "node_modules", ".installed-from");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return;
        }

        using var npm = Start("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund");
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(Bound);
        npm.ExitCode.ShouldBe(0, $"npm ci: {await output} {await errors}");
        await File.WriteAllTextAsync(stamp, wanted);
    }
}
