using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Browser;

[Collection(nameof(Browsing))]
public sealed class ReadingStories(Chromium chromium)
{
    private const string Billing = "/octopus/registers/octopus-billing";

    [Fact]
    public async Task One_searches_while_typing_and_the_address_can_be_passed_on()
    {
        var page = await chromium.Open(Billing);
        await Expect(Shown(page)).ToHaveCountAsync(26);
        await page.GetByLabel("Search").FillAsync("tax calc");
        await Expect(Shown(page)).ToHaveCountAsync(1);
        await Expect(page.GetByText("1 of 26 shown")).ToBeVisibleAsync();
        page.Url.ShouldEndWith("?q=tax+calc");

        var friend = await chromium.Open(page.Url);
        await Expect(Shown(friend)).ToHaveCountAsync(1);
        await Expect(Shown(friend)).ToContainTextAsync("Avalara");
        await Expect(friend.GetByLabel("Search")).ToHaveValueAsync("tax calc");
    }

    [Fact]
    public async Task One_filters_by_country_and_mechanism_and_clears_it_again()
    {
        var page = await chromium.Open(Billing);
        await page.GetByLabel("Country").SelectOptionAsync("EU");
        var inEurope = await Shown(page).CountAsync();
        inEurope.ShouldBeInRange(5, 15);
        await page.GetByLabel("Transfer mechanism").SelectOptionAsync("bcr");
        (await Shown(page).CountAsync()).ShouldBeLessThan(inEurope);
        await page.GetByRole(AriaRole.Link, new() { Name = "Clear" }).ClickAsync();
        await Expect(Shown(page)).ToHaveCountAsync(26);
        await page.GetByLabel("Search").FillAsync("nobody is called so");
        await Expect(page.GetByText("No sub-processor fits these filters.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_the_server_does_the_same()
    {
        var page = await chromium.Open(Billing, new() { JavaScriptEnabled = false });
        await page.GetByLabel("Search").FillAsync("tax calc");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(Shown(page)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Clear" }).ClickAsync();
        await page.GetByLabel("Country").SelectOptionAsync("not-stated");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(Shown(page).First).ToContainTextAsync("not stated");
    }

    [Fact]
    public async Task One_looks_at_an_earlier_date_and_at_what_changed_since()
    {
        var page = await chromium.Open(Billing);
        await page.GetByLabel("As of the end of").FillAsync("2025-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.GetByText("the register as it stood at the end of 1 January 2025")).ToBeVisibleAsync();
        await Expect(Shown(page)).ToHaveCountAsync(25);
        await Expect(page.GetByText("User Interviews", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "What has changed since" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Added 2" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Removed 1" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Changed 3" })).ToBeVisibleAsync();
        await Expect(page.Locator("article", new() { HasText = "Workato" }).Locator("del")).ToHaveTextAsync("before: Tax calculation");
        await Expect(page.Locator("article", new() { HasText = "Workato" }).Locator("ins")).ToHaveTextAsync("now: Workflow automation");
    }

    [Fact]
    public async Task One_compares_two_dates_from_the_page()
    {
        var page = await chromium.Open(Billing);
        await page.GetByLabel("What changed from").FillAsync("2025-06-01");
        await page.GetByLabel("to", new() { Exact = true }).FillAsync("2025-07-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.GetByText("1 removed")).ToBeVisibleAsync();
        await Expect(page.Locator("article")).ToContainTextAsync("User Interviews");
    }

    [Fact]
    public async Task A_change_in_the_list_leads_to_what_it_changed()
    {
        var page = await chromium.Open(Billing);
        await page.GetByRole(AriaRole.Link, new() { Name = "All changes" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "9 September 2025" }).ClickAsync();
        await Expect(page.Locator("article")).ToHaveCountAsync(1);
        await Expect(page.Locator("article ins")).ToHaveTextAsync("now: Workflow automation");
    }

    [Fact]
    public async Task What_is_coming_and_what_was_urgent_is_told()
    {
        var page = await chromium.Open(Billing);
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Announced" })).ToContainTextAsync("Example Payments Ltd will be active from 23 March 2026");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Example Marketplace Inc." })).ToContainTextAsync("Emergency replacement");
    }

    [Fact]
    public async Task Everything_can_be_reached_with_the_keyboard_alone()
    {
        var page = await chromium.Open(Billing);
        await page.Keyboard.PressAsync("Tab");
        (await Focused(page)).ShouldBe("Skip to the content");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab"); // what was announced
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("avalara");
        await Expect(Shown(page)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        (await Focused(page)).ShouldBe("Clear");
        var outline = await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
        outline.ShouldBe("solid");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Shown(page)).ToHaveCountAsync(26);
    }

    [Fact]
    public async Task The_page_asks_nobody_but_us_for_anything()
    {
        var page = await chromium.Open("about:blank");
        var (asked, complaints) = (new List<string>(), new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(Billing, new() { WaitUntil = WaitUntilState.Load });
        asked.ShouldAllBe(address => address.StartsWith(chromium.Site.Address, StringComparison.Ordinal));
        complaints.ShouldBeEmpty();
    }

    private static ILocator Shown(IPage page) => page.Locator("#entries tbody tr:not([hidden])");

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("() => document.activeElement.textContent");
}
