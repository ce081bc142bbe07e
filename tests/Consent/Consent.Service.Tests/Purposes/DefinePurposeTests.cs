using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Purposes;

public sealed class DefinePurposeTests(ConsentApp app)
{
    [Fact]
    public async Task A_purpose_is_defined_once_and_can_be_defined_anew()
    {
        var tenant = app.NewTenant();

        (await tenant.Define("newsletter", V1.LegalBasis.Consent)).ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        (await tenant.Define("newsletter", V1.LegalBasis.Consent)).ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });
        (await tenant.Define("newsletter", V1.LegalBasis.LegitimateInterests)).ShouldBe(new V1.CommandResult { Recorded = true, Version = 2 });
    }

    public static TheoryData<string, string, Action<V1.DefinePurposeRequest>> Spoiled => new()
    {
        { "purpose.id_malformed", "purpose_id", request => request.PurposeId = "" },
        { "purpose.id_malformed", "purpose_id", request => request.PurposeId = "News Letter" },
        { "purpose.legal_basis_required", "legal_basis", request => request.LegalBasis = V1.LegalBasis.Unspecified },
        { "purpose.legal_basis_required", "legal_basis", request => request.LegalBasis = (V1.LegalBasis)77 },
        { "purpose.role_required", "role", request => request.Role = V1.ProcessingRole.Unspecified },
        { "purpose.data_category_required", "data_categories", request => request.DataCategories.Clear() },
        { "purpose.data_category_malformed", "data_categories", request => request.DataCategories.Add("A person's address") },
        { "purpose.title_malformed", "title", request => request.Title = "" },
        { "message.malformed", "command_id", request => request.CommandId = "one" },
        { "message.malformed", "command_id", request => request.CommandId = Guid.Empty.ToString() },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_definition_that_is_not_in_order_is_refused_with_its_field(string code, string field, Action<V1.DefinePurposeRequest> spoil)
    {
        var tenant = app.NewTenant();
        var request = Requests.Purpose("newsletter", V1.LegalBasis.Consent);
        spoil(request);

        await app.Client.DefinePurposeAsync(request, tenant.As("operator")).ResponseAsync.ShouldBeRefused(StatusCode.InvalidArgument, code, field);
    }
}
