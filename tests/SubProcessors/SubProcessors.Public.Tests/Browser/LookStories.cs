using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Browser;

[Collection(nameof(Browsing))]
public sealed class LookStories(Chromium chromium)
{
    private const string Billing = "/octopus/registers/octopus-billing";

    [Theory]
    [InlineData(Billing, ColorScheme.Light, 1280)]
    [InlineData(Billing, ColorScheme.Dark, 1280)]
    [InlineData(Billing, ColorScheme.Dark, 375)]
    [InlineData(Billing + "?at=2025-01-01", ColorScheme.Light, 375)]
    [InlineData(Billing + "?q=nobody", ColorScheme.Light, 1280)]
    [InlineData(Billing + "/diff?from=2025-01-01", ColorScheme.Light, 1280)]
    [InlineData(Billing + "/diff?from=2025-01-01", ColorScheme.Dark, 375)]
    [InlineData(Billing + "/changes", ColorScheme.Light, 1280)]
    [InlineData("/octopus/registers", ColorScheme.Light, 1280)]
    [InlineData("/octopus/registers/nothing", ColorScheme.Light, 375)]
    public async Task Pages_keep_to_the_accessibility_guidelines(string address, ColorScheme scheme, int width)
    {
        var page = await chromium.Open(address, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });
        (await Axe.Check(page)).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_accessibility_check_finds_what_is_wrong()
    {
        var page = await chromium.Open(Billing);
        await page.EvaluateAsync("() => document.documentElement.removeAttribute('lang')");
        (await Axe.Check(page)).ShouldContain(finding => finding.StartsWith("html-has-lang", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_phone_each_line_is_a_card_and_nothing_is_wider_than_the_screen()
    {
        var page = await chromium.Open(Billing, new() { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(360);
        var row = page.GetByRole(AriaRole.Row, new() { Name = "Avalara" });
        (await row.EvaluateAsync<string>("row => getComputedStyle(row).display")).ShouldBe("block");
        await Expect(row.GetByRole(AriaRole.Cell)).ToHaveCountAsync(4);
        (await row.GetByRole(AriaRole.Cell).First.EvaluateAsync<string>("cell => getComputedStyle(cell, '::before').content")).ShouldContain("What for");
        await page.GetByLabel("Search").FillAsync("avalara");
        await Expect(page.Locator("#entries tbody tr:visible")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Printed_it_is_the_register_and_not_the_controls()
    {
        var page = await chromium.Open(Billing, new() { ColorScheme = ColorScheme.Dark });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Search)).ToBeHiddenAsync();
        await Expect(page.Locator("#past")).ToBeHiddenAsync();
        await Expect(page.GetByText($"As of 2 March 2026: {Billing}?at=2026-03-02")).ToBeVisibleAsync();
        await Expect(page.GetByText("Avalara", new() { Exact = true })).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('thead')).display")).ShouldBe("table-header-group");

        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        Encoding.ASCII.GetString(pdf, 0, 5).ShouldBe("%PDF-");
        (Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1).ShouldBeInRange(2, 4, "26 lines, in a table");
    }

    [Fact]
    public async Task Who_wants_no_motion_gets_none()
    {
        var page = await chromium.Open(Billing, new() { ReducedMotion = ReducedMotion.Reduce });
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).scrollBehavior")).ShouldBe("auto");
    }
}
