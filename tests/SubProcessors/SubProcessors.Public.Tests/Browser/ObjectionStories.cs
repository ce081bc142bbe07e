using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Playwright;
using PrivacyPlatform.SubProcessors.Delivery;
using PrivacyPlatform.Testing.Services;
using static Microsoft.Playwright.Assertions;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Browser;

/// <summary>The page behind a notice's link, of the whole service: what it shows, how it looks, and that its button objects.</summary>
[Collection(nameof(Browsing))]
public sealed class ObjectionStories(Chromium chromium) : IAsyncLifetime
{
    private const string Vendor = "<b>Acme</b> & Sons";

    private readonly ServiceProcess<Program> service = new(
        "subprocessors", ("Notices:PublicUrl", "https://subprocessors.example/"), ("Notices:Secrets", NoticeSecrets.NewLine()), ("Public:NoticesContact", "privacy@octopus.example"));

    private Metadata Operator => new() { { "authorization", $"Bearer {service.Token("octopus", "operator", "reader")}" } };

    private V1.SubProcessorsService.SubProcessorsServiceClient Registry => new(service.Channel!);

    public async ValueTask InitializeAsync() => await service.Start();

    public async ValueTask DisposeAsync() => await service.DisposeAsync();

    [Fact]
    public async Task Who_was_told_can_object_on_a_phone_without_scripts_and_for_itself_alone()
    {
        var link = await Announced();
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 360) })
        {
            var looking = await Open(link, scheme, width);
            (await Axe.Check(looking)).ShouldBeEmpty();
            (await looking.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(width);
            await looking.ScreenshotAsync(new() { Path = Pictures.FileOf($"objection-{width}") });
            await looking.Context.CloseAsync();
        }

        var page = await Open(link, ColorScheme.Light, 360, scripts: false);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"New sub-processor: {Vendor} (Billing)");
        await Expect(page.Locator("dl")).ToContainTextAsync("Product analytics");
        (await page.GetByRole(AriaRole.Button, new() { Name = "Object" }).EvaluateAsync<string>("button => getComputedStyle(button).fontWeight")).ShouldBe("600", "the style sheet is applied");
        (await Standing("norse")).ShouldBe(V1.StandingKind.Announced, "looking is not objecting");

        await page.GetByLabel("Reason").FillAsync("No analytics, please");
        await page.GetByRole(AriaRole.Button, new() { Name = "Object" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your objection is recorded");
        (await Standing("norse")).ShouldBe(V1.StandingKind.Objected);
        (await Standing("")).ShouldBe(V1.StandingKind.Announced);

        var done = await Open(link, ColorScheme.Light, 1280);
        (await Axe.Check(done)).ShouldBeEmpty();
        service.Clock.Advance(TimeSpan.FromDays(60));
        await done.ReloadAsync();
        await Expect(done.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This is not possible");
        (await Axe.Check(done)).ShouldBeEmpty();

        // The public page says to whom customers turn who want notices.
        await done.GotoAsync(new Uri(service.Http.BaseAddress!, "/octopus/registers/billing").ToString());
        await Expect(done.GetByRole(AriaRole.Region, new() { Name = "Hear of changes" }).GetByRole(AriaRole.Link, new() { Name = "privacy@octopus.example" })).ToBeVisibleAsync();
    }

    private Task<IPage> Open(string link, ColorScheme scheme, int width, bool scripts = true) => chromium.Open(
        link, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 740 }, ReducedMotion = ReducedMotion.Reduce, JavaScriptEnabled = scripts });

    /// <summary>A vendor is announced; the link in norse's notice, at the address where the service listens.</summary>
    private async Task<string> Announced()
    {
        await Registry.DefineRegisterAsync(new() { RegisterId = "billing", Title = "Billing", NoticeDays = 30, Regimes = { V1.Regime.EuGdpr }, Public = true }, Operator);
        await Registry.DescribeVendorAsync(new() { VendorId = "acme", Name = Vendor, Country = "NO" }, Operator);
        await Registry.RecordAgreementAsync(
            new() { CustomerId = "norse", DpaVersion = "2025-01", NoticeDays = 14, From = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToTimestamp() }, Operator);
        var terms = new V1.EngagementTerms
        {
            Locations = { new V1.Location { Place = new() { Kind = V1.PlaceKind.Country, Code = "NO" }, Use = V1.LocationUse.Storage } },
            Purposes = { new V1.PurposeRole { Purpose = "Product analytics", Role = V1.PartyRole.Processor } },
        };
        await Registry.ProposeEngagementAsync(new() { EngagementId = "billing-acme", RegisterId = "billing", VendorId = "acme", Terms = terms }, Operator);
        await Registry.AnnounceEngagementAsync(new() { EngagementId = "billing-acme" }, Operator);

        var notices = new V1.NoticesService.NoticesServiceClient(service.Channel!);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if ((await notices.ListDeliveriesAsync(new(), Operator)).Notices is [var notice])
            {
                var permit = new ObjectionPermit("octopus", Guid.ParseExact(notice.NoticeId, "D"), notice.ObjectBy.ToDateTimeOffset());
                return new Uri(service.Http.BaseAddress!, service.Get<ObjectionLink>().For(permit).PathAndQuery).ToString();
            }

            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private async Task<V1.StandingKind> Standing(string customer) =>
        (await Registry.ShowEngagementAsync(new() { EngagementId = "billing-acme", CustomerId = customer }, Operator)).Engagement.Standing.Kind;
}
