namespace PrivacyPlatform.SubProcessors.Service.Tests.Registers;

public sealed class CompareRegisterTests(RegistryApp app)
{
    [Fact]
    public async Task What_came_went_and_changed_is_told_with_its_fields()
    {
        var tenant = await app.Tenant();
        await tenant.List("billing-stays");
        await tenant.List("billing-changes");
        await tenant.List("billing-goes");
        var before = app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await tenant.List("billing-comes");
        await tenant.Operate(app.Client.RetireEngagementAsync, new V1.RetireEngagementRequest { EngagementId = "billing-goes" });
        var terms = Requests.Terms();
        terms.Contact = "dpo@acme.example";
        await tenant.Operate(app.Client.AmendEngagementAsync, new V1.AmendEngagementRequest { EngagementId = "billing-changes", Terms = terms, Correction = true });

        var changes = (await tenant.Ask(app.Client.CompareRegisterAsync, new V1.CompareRegisterRequest { RegisterId = "billing", From = Requests.Time(before) })).Changes;

        changes.Select(change => $"{change.EngagementId} {change.Before is not null} {change.After is not null} {string.Join(',', change.Fields)}").ShouldBe(
        [
            "billing-changes True True terms.contact",
            "billing-comes False True ",
            "billing-goes True False ",
        ]);
    }

    [Fact]
    public async Task Between_an_instant_and_itself_nothing_differs()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        var at = Requests.Time(app.Clock.Advance(TimeSpan.FromMinutes(1)));
        (await tenant.Ask(app.Client.CompareRegisterAsync, new V1.CompareRegisterRequest { RegisterId = "billing", From = at, To = at })).Changes.ShouldBeEmpty();
    }
}
