using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class AmendEngagementTests(RegistryApp app)
{
    private static V1.AmendEngagementRequest India(bool correction = false)
    {
        var terms = Requests.Terms();
        terms.Locations.Add(Requests.Location("IN"));
        return new() { EngagementId = "billing-acme", Terms = terms, Correction = correction };
    }

    [Fact]
    public async Task The_old_terms_hold_until_the_notice_period_has_passed()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.AmendEngagementAsync, India());

        var now = await tenant.Standing(customer: "norse");
        (now.TermsNumber, now.NextTermsNumber).ShouldBe((1, 2));
        var then = await tenant.Standing(customer: "norse", asOf: new() { OccurredAt = now.NextFrom });
        (then.TermsNumber, then.NextTermsNumber).ShouldBe((2, 0));
    }

    [Fact]
    public async Task A_correction_that_adds_a_place_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.List();
        await tenant.Operate(app.Client.AmendEngagementAsync, India(correction: true)).ShouldBeRefused(StatusCode.FailedPrecondition, "engagement.correction_adds", "terms");
    }
}
