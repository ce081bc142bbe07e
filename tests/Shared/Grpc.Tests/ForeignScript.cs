using System.Diagnostics;
using System.Text.Json;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Calls.Tests;

/// <summary>Runs a program in another language and reads what it found: one JSON object, by scenario.</summary>
internal static class ForeignScript
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

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

    public static async Task InstallNodePackages()
    {
        var folder = PathTo("node");
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            return;
        }

        using var npm = Start("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund");
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(Bound);
        npm.ExitCode.ShouldBe(0, $"npm ci: {await output} {await errors}");
    }
}
