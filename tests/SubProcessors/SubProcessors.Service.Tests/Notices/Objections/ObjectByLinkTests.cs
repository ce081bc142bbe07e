using System.Net;
using PrivacyPlatform.SubProcessors.Delivery;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class ObjectByLinkTests(NoticesApp app)
{
    [Fact]
    public async Task Looking_changes_nothing_and_the_button_objects_for_this_customer_alone()
    {
        var (tenant, token) = await Noticed();
        var page = await app.Http.GetAsync($"/objection?token={token}");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("<form method=\"post\">");
        (await tenant.Standing(customer: "norse")).Kind.ShouldBe(V1.StandingKind.Announced);

        (await Object(token, "<b>We do not want it</b>")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tenant.Standing(customer: "norse")).Kind.ShouldBe(V1.StandingKind.Objected);
        (await tenant.Standing(customer: "slow")).Kind.ShouldBe(V1.StandingKind.Announced);
        (await Object(token, "")).StatusCode.ShouldBe(HttpStatusCode.OK, "twice is once");
    }

    [Fact]
    public async Task After_the_period_the_link_is_no_use()
    {
        var (_, token) = await Noticed();
        app.Clock.Advance(TimeSpan.FromDays(16));
        (await app.Http.GetAsync($"/objection?token={token}")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await Object(token, "")).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    public async Task What_is_no_link_finds_nothing(string token)
    {
        (await app.Http.GetAsync($"/objection?token={token}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Object(token, "")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(TestTenant Tenant, string Token)> Noticed()
    {
        var tenant = await app.Tenant();
        await tenant.Announce();
        var notice = await app.Notice(tenant, _ => true);
        return (tenant, app.Get<ObjectionLink>().TokenOf(new(tenant.Name, Guid.ParseExact(notice.NoticeId, "D"), notice.ObjectBy.ToDateTimeOffset())));
    }

    private async Task<HttpResponseMessage> Object(string token, string reason)
    {
        using var form = new FormUrlEncodedContent([new("token", token), new("reason", reason)]);
        return await app.Http.PostAsync("/objection", form);
    }
}
