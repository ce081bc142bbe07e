using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Engagements;

public sealed class AnnounceEngagementTests(RegistryApp app)
{
    [Fact]
    public async Task It_is_active_at_the_end_of_the_period_for_any_instant_that_is_asked()
    {
        var tenant = await app.Tenant();
        (await tenant.Announce()).Result.ShouldBe(new V1.CommandResult { Recorded = true, Version = 2 });
        var end = (await tenant.Standing(customer: "norse")).NextFrom.ToDateTimeOffset();

        (await tenant.Standing(customer: "norse", asOf: new() { OccurredAt = Requests.Time(end.AddMicroseconds(-1)) })).Kind.ShouldBe(V1.StandingKind.Announced);
        (await tenant.Standing(customer: "norse", asOf: new() { OccurredAt = Requests.Time(end) })).ShouldSatisfyAllConditions(
            standing => standing.Kind.ShouldBe(V1.StandingKind.Active),
            standing => standing.Since.ToDateTimeOffset().ShouldBe(end));
        (await tenant.Standing(asOf: new() { OccurredAt = Requests.Time(end) })).Kind.ShouldBe(V1.StandingKind.Announced);
    }

    [Fact]
    public async Task What_is_unknown_is_not_announced() =>
        await app.NewTenant().Operate(app.Client.AnnounceEngagementAsync, new V1.AnnounceEngagementRequest { EngagementId = "x" })
            .ShouldBeRefused(StatusCode.NotFound, "engagement.unknown", "engagement_id");
}
