using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class ListEngagementsTests(RegistryApp app)
{
    [Fact]
    public async Task The_rows_come_in_the_order_of_the_page_with_what_is_unknown_left_out()
    {
        var rows = (await app.Named("octopus").Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { RegisterId = "octopus-billing" })).Engagements;

        rows.Select(row => row.Terms.Order).ShouldBe(Enumerable.Range(1, 25));
        rows[0].ShouldSatisfyAllConditions(
            amplitude => amplitude.VendorName.ShouldBe("Amplitude"),
            amplitude => amplitude.VendorNameIsInferred.ShouldBeTrue(),
            amplitude => amplitude.Terms.Locations.ShouldHaveSingleItem().Place.Kind.ShouldBe(V1.PlaceKind.Unknown));
        rows[2].ShouldSatisfyAllConditions(nameless => nameless.VendorName.ShouldBeEmpty(), nameless => nameless.Terms.Contact.ShouldBeEmpty());
        rows.ShouldAllBe(row => row.Standing.Kind == V1.StandingKind.Active);
    }

    [Fact]
    public async Task A_register_or_customer_that_is_not_there_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { RegisterId = "nowhere" }).ShouldBeRefused(StatusCode.NotFound, "register.unknown", "register_id");
        await tenant.Ask(app.Client.ListEngagementsAsync, new V1.ListEngagementsRequest { CustomerId = "stranger" }).ShouldBeRefused(StatusCode.NotFound, "customer.unknown", "customer_id");
    }
}
