using System.Text.Json;
using Microsoft.Playwright;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Browser;

/// <summary>axe-core, against WCAG 2.2 at level AA.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
        Repository.Read("tests", "SubProcessors", "SubProcessors.Public.Tests", "node", "node_modules", "axe-core", "axe.min.js"));

    /// <returns>What is wrong, a line each: the rule and where.</returns>
    public static async Task<IReadOnlyList<string>> Check(IPage page)
    {
        await page.EvaluateAsync(Source.Value);
        var result = await page.EvaluateAsync<JsonElement>(
            """
            () => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
              .then(result => result.violations.map(found => `${found.id}: ${found.help} at ${found.nodes.map(node => node.target.join(" ")).slice(0, 3).join(", ")}`))
            """);
        return [.. result.EnumerateArray().Select(line => line.GetString()!)];
    }
}
