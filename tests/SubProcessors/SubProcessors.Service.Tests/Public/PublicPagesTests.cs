using System.Net;
using System.Text.Json;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Public;

/// <summary>The public addresses over what is recorded; what they look like is tested in SubProcessors.Public.Tests.</summary>
public sealed class PublicPagesTests(RegistryApp app)
{
    [Theory]
    [InlineData("/opsduty/registers/opsduty", 7)]
    [InlineData("/octopus/registers/octopus-billing", 25)]
    [InlineData("/octopus/registers/octopus-cloud", 4)]
    [InlineData("/octopus/registers/octopus-support", 8)]
    public async Task The_real_registers_are_read_without_signing_in(string register, int lines)
    {
        var json = JsonDocument.Parse(await app.Http.GetStringAsync(register + ".json")).RootElement;
        json.GetProperty("count").GetInt32().ShouldBe(lines);
        json.GetProperty("entries").GetArrayLength().ShouldBe(lines);
        (await app.Http.GetStringAsync(register)).ShouldContain($"{lines} of {lines} shown");
        foreach (var form in new[] { ".csv", "/changes", "/changes.atom", "/diff?from=2020-01-01", "/diff.json?from=2020-01-01" })
        {
            using var answer = await app.Http.GetAsync(register + form);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, form);
            answer.Headers.CacheControl!.Public.ShouldBeTrue(form);
        }
    }

    [Fact]
    public async Task What_nobody_stated_is_said_not_to_be()
    {
        var entries = JsonDocument.Parse(await app.Http.GetStringAsync("/octopus/registers/octopus-billing.json")).RootElement.GetProperty("entries").EnumerateArray().ToList();
        entries[2].GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        entries[0].GetProperty("locations").GetArrayLength().ShouldBe(0);
        entries[0].GetProperty("nameIsInferred").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_recorded_is_on_the_page_soon_and_earlier_instants_stay_as_they_were()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        var address = $"/{tenant.Name}/registers/billing";
        var first = await Eventually(address + ".json", json => Names(json) is ["acme Inc."]);
        var before = JsonDocument.Parse(first).RootElement.GetProperty("unchangedSince").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");
        var then = await app.Http.GetStringAsync($"{address}.json?at={before}");

        app.Clock.Advance(TimeSpan.FromHours(1));
        await tenant.Operate(app.Client.DescribeVendorAsync, new V1.DescribeVendorRequest { VendorId = "acme", Name = "Renamed <b>Inc.</b>" });
        await tenant.Announce("billing-other");

        await Eventually(address + ".json", json => Names(json).Contains("Renamed <b>Inc.</b>") && States(json).Contains("announced"));
        (await app.Http.GetStringAsync($"{address}.json?at={before}")).ShouldBe(then);
        (await app.Http.GetStringAsync($"{address}/diff?from={before}")).ShouldContain("1 added, 1 changed");
        (await app.Http.GetStringAsync(address)).ShouldContain("Renamed &lt;b&gt;Inc.&lt;/b&gt;");
    }

    [Fact]
    public async Task A_register_is_open_to_everybody_exactly_as_long_as_it_is_public()
    {
        var tenant = app.NewTenant();
        var (hidden, open) = (Requests.Register(), Requests.Register());
        hidden.Public = false;
        var address = $"/{tenant.Name}/registers/billing";
        await tenant.Operate(app.Client.DefineRegisterAsync, hidden);
        (await app.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Http.GetAsync($"/{tenant.Name}/registers")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Http.GetAsync(address + "/checkpoint")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await tenant.Operate(app.Client.DefineRegisterAsync, open);
        await Eventually(address, HttpStatusCode.OK);
        await tenant.Operate(app.Client.DefineRegisterAsync, hidden);
        await Eventually(address, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_customer_can_pin_the_checkpoint_of_the_tenants_log()
    {
        var note = await Eventually("/opsduty/registers/opsduty/checkpoint", text => text.Length > 0);
        note.Split('\n')[0].ShouldEndWith("/opsduty");
        var page = JsonDocument.Parse(await app.Http.GetStringAsync("/opsduty/registers/opsduty.json")).RootElement.GetProperty("checkpoint");
        page.GetProperty("origin").GetString().ShouldBe(note.Split('\n')[0]);
        page.GetProperty("note").GetString()!.ShouldContain("\u2014 ");
    }

    [Theory]
    [InlineData("/privacyplatform.subprocessors.v1.SubProcessorsService/ListEngagements")]
    [InlineData("/privacyplatform.subprocessors.v1.SubProcessorsService/ListNotices")]
    [InlineData("/privacyplatform.feed.v1.FeedService/Read")]
    [InlineData("/privacyplatform.evidence.v1.EvidenceService/GetCheckpoint")]
    public async Task Everything_else_wants_a_token(string method)
    {
        using var answer = await app.Http.PostAsync(method, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static List<string?> Names(string json) => [.. Entries(json).Select(entry => entry.GetProperty("name").GetString())];

    private static IEnumerable<string?> States(string json) => Entries(json).Select(entry => entry.GetProperty("standing").GetProperty("state").GetString());

    private static IEnumerable<JsonElement> Entries(string json) => JsonDocument.Parse(json).RootElement.GetProperty("entries").EnumerateArray();

    private async Task<string> Eventually(string address, Func<string, bool> isSo)
    {
        var text = "";
        await Until(async () =>
        {
            using var answer = await app.Http.GetAsync(address);
            text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode && isSo(text);
        });
        return text;
    }

    private Task Eventually(string address, HttpStatusCode status) => Until(async () => (await app.Http.GetAsync(address)).StatusCode == status);

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }
}
