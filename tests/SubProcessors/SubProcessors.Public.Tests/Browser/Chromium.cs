using Microsoft.Playwright;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Browser;

/// <summary>The distribution's Chromium, driven by Playwright; one for all stories, with a context of its own for each.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    internal PublicSite Site { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        Site.Histories.Checkpoint = new("example.org/sub-processors/octopus", 1204, "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "");
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PP_TEST_CHROMIUM") ?? Names.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("Please install chromium."),
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"], // root may run the tests, and in a container
            Timeout = 60_000,
        });
    }

    /// <summary>A window of its own, at the site's address.</summary>
    public async Task<IPage> Open(string address, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = Site.Address;
        options.Locale = "en-GB";
        options.TimezoneId = "UTC";
        var context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Site.DisposeAsync();
    }
}

[CollectionDefinition(nameof(Browsing))]
public sealed class Browsing : ICollectionFixture<Chromium>;
