using Microsoft.Playwright;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Browser;

/// <summary>The pictures in docs/screenshots: <c>PP_SCREENSHOTS=$PWD/docs/screenshots ./test SubProcessors.Public</c>.</summary>
[Collection(nameof(Browsing))]
public sealed class Pictures(Chromium chromium)
{
    private const string Billing = "/octopus/registers/octopus-billing";

    /// <summary>Where a picture is put.</summary>
    internal static string FileOf(string name) =>
        Path.Combine(Directory.CreateDirectory(Environment.GetEnvironmentVariable("PP_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName, $"{name}.png");

    [Theory]
    [InlineData("register-desktop", Billing, 1360, 1000, ColorScheme.Light)]
    [InlineData("register-dark", Billing, 1360, 1000, ColorScheme.Dark)]
    [InlineData("register-phone", Billing + "?q=payment", 390, 1500, ColorScheme.Light)]
    [InlineData("register-past", Billing + "?at=2025-01-01", 1360, 760, ColorScheme.Light)]
    [InlineData("difference", Billing + "/diff?from=2025-01-01&to=2026-03-01", 1360, 1000, ColorScheme.Light)]
    [InlineData("register-opsduty", "/opsduty/registers/opsduty", 1360, 1000, ColorScheme.Light)]
    public async Task Are_made_of_the_real_registers(string name, string address, int width, int height, ColorScheme scheme)
    {
        var page = await chromium.Open(address, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });
        var picture = await page.ScreenshotAsync(new() { Path = FileOf(name) });
        picture.Length.ShouldBeGreaterThan(20_000);
    }
}
