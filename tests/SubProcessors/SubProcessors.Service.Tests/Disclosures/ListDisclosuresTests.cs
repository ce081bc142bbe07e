using static PrivacyPlatform.SubProcessors.Service.Tests.Disclosures.RecordDisclosureTests;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Disclosures;

public sealed class ListDisclosuresTests(RegistryApp app)
{
    [Fact]
    public async Task Who_received_what_about_this_category_since_when_is_one_question()
    {
        var tenant = app.NewTenant();
        var since = Requests.LongAgo.ToDateTimeOffset().AddDays(10);
        await Record(tenant, "d-1", "contact", since.AddDays(-1), "kripos", "s-1");
        await Record(tenant, "d-2", "contact", since, "okokrim", "s-2");
        await Record(tenant, "d-3", "technical", since.AddDays(1), "kripos", "s-1");

        (await Ids(tenant, new())).ShouldBe(["d-1", "d-2", "d-3"]);
        (await Ids(tenant, new() { DataCategory = "contact" })).ShouldBe(["d-1", "d-2"]);
        (await Ids(tenant, new() { DataCategory = "contact", Since = Requests.Time(since) })).ShouldBe(["d-2"]);
        (await Ids(tenant, new() { Recipient = "kripos" })).ShouldBe(["d-1", "d-3"]);
        (await Ids(tenant, new() { SubjectId = "s-2" })).ShouldBe(["d-2"]);
        (await Ids(app.NewTenant(), new())).ShouldBeEmpty();
    }

    private async Task<string[]> Ids(TestTenant tenant, V1.ListDisclosuresRequest request) =>
        [.. (await tenant.Ask(app.Client.ListDisclosuresAsync, request)).Disclosures.Select(disclosure => disclosure.DisclosureId)];

    private async Task Record(TestTenant tenant, string id, string category, DateTimeOffset at, string recipient, string subject)
    {
        var disclosure = Police(id);
        disclosure.DataCategories.Clear();
        disclosure.DataCategories.Add(category);
        (disclosure.OccurredAt, disclosure.Recipient, disclosure.SubjectId) = (Requests.Time(at), recipient, subject);
        await tenant.Operate(app.Client.RecordDisclosureAsync, new V1.RecordDisclosureRequest { Disclosure = disclosure });
    }
}
