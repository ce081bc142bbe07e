using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Disclosures;

public sealed class RecordDisclosureTests(RegistryApp app)
{
    internal static V1.Disclosure Police(string id) => new()
    {
        DisclosureId = id,
        Category = V1.RecipientCategory.GovernmentAndLawEnforcement,
        Recipient = "kripos",
        Ground = V1.DisclosureGround.LegalDuty,
        DataCategories = { "contact", "technical" },
        Approver = "dpo",
        SubjectId = "s-1",
        OccurredAt = Requests.LongAgo,
    };

    [Fact]
    public async Task A_product_records_what_it_shared()
    {
        var tenant = app.NewTenant();
        (await app.Client.RecordDisclosureAsync(new() { Disclosure = Police("d-1") }, tenant.As("emitter"))).Result.Recorded.ShouldBeTrue();
        (await tenant.Ask(app.Client.ListDisclosuresAsync, new V1.ListDisclosuresRequest())).Disclosures.ShouldBe([Police("d-1")]);
    }

    [Fact]
    public async Task What_law_enforcement_asks_for_needs_an_approver()
    {
        var nobody = Police("d-1");
        nobody.Approver = "";
        await app.NewTenant().Operate(app.Client.RecordDisclosureAsync, new V1.RecordDisclosureRequest { Disclosure = nobody })
            .ShouldBeRefused(StatusCode.InvalidArgument, "disclosure.approver_required", "approver");
    }

    [Fact]
    public async Task Nothing_told_is_refused() =>
        await app.NewTenant().Operate(app.Client.RecordDisclosureAsync, new V1.RecordDisclosureRequest()).ShouldBeRefused(StatusCode.InvalidArgument, "disclosure.id_malformed", "disclosure_id");
}
