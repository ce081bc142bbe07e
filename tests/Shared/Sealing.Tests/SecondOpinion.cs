using System.Diagnostics;
using System.Text.Json;

namespace PrivacyPlatform.Sealing.Tests;

/// <summary>What the other implementation says of a bundle: verify.mjs, which shares nothing with ours but FORMAT.md.</summary>
internal sealed record SecondOpinion(bool Holds, long Events, bool Everything, string[] Findings)
{
    public static async Task<SecondOpinion> Of(string folder, string key, string? keptFile)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "second-opinion", "verify.mjs"), folder, "--key", key])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (keptFile is not null)
        {
            start.ArgumentList.Add("--kept");
            start.ArgumentList.Add(keptFile);
        }

        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        var errors = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBeLessThan(2, errors);
        return JsonSerializer.Deserialize<SecondOpinion>(output, JsonSerializerOptions.Web)!;
    }
}
