using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Authorization;

public sealed class AuthorizeTests(ConsentApp app)
{
    [Fact]
    public async Task A_verdict_shows_what_it_rests_on()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", app.Clock.GetUtcNow().AddDays(-1), "service-status");
        await tenant.Grant("s-1", app.Clock.GetUtcNow().AddDays(-1));

        var verdict = await tenant.Authorize("s-1");

        verdict.Verdict.ShouldBe(V1.Verdict.Permit);
        verdict.SubjectVersion.ShouldBe(2);
        verdict.Evidence.Select(evidence => (evidence.Stream, evidence.Version)).ShouldBe([("subject-s-1", 2L), ("purpose-newsletter", 1L)]);
        verdict.Evidence[0].ShouldBe((await tenant.ReadHistory("s-1"))[1].Event);
    }

    [Fact]
    public async Task Of_a_stranger_only_the_purpose_is_evidence()
    {
        var tenant = await app.Tenant();

        var verdict = await tenant.Authorize("s-1");

        (verdict.Verdict, verdict.Reason, verdict.SubjectVersion).ShouldBe((V1.Verdict.Deny, "consent.not_asked", 0L));
        verdict.Evidence.ShouldHaveSingleItem().Stream.ShouldBe("purpose-newsletter");
    }

    [Theory]
    [InlineData(V1.LegalBasis.Contract, "basis.contract")]
    [InlineData(V1.LegalBasis.LegalObligation, "basis.legal_obligation")]
    [InlineData(V1.LegalBasis.VitalInterests, "basis.vital_interests")]
    [InlineData(V1.LegalBasis.PublicTask, "basis.public_task")]
    [InlineData(V1.LegalBasis.LegitimateInterests, "basis.legitimate_interests")]
    public async Task On_another_basis_an_answer_is_no_ground(V1.LegalBasis basis, string reason)
    {
        var tenant = await app.Tenant();
        await tenant.Define("other", basis);
        await tenant.Deny("s-1", purpose: "other");

        var verdict = await tenant.Authorize("s-1", "other");

        (verdict.Verdict, verdict.Reason, verdict.SubjectVersion).ShouldBe((V1.Verdict.Permit, reason, 1L));
        verdict.Evidence.ShouldHaveSingleItem().Stream.ShouldBe("purpose-other");
    }

    [Fact]
    public async Task An_unknown_purpose_is_refused_not_denied()
    {
        var tenant = await app.Tenant();
        await tenant.Authorize("s-1", "astrology").ShouldBeRefused(StatusCode.NotFound, "consent.purpose_unknown", "purpose_id");
        await tenant.Authorize("s-1", "astrology", new() { Version = 1 }).ShouldBeRefused(StatusCode.NotFound, "consent.purpose_unknown", "purpose_id");
    }

    [Fact]
    public async Task An_address_is_no_person()
    {
        var tenant = await app.Tenant();
        await tenant.Authorize("anna@example.com").ShouldBeRefused(StatusCode.InvalidArgument, "subject.looks_personal", "subject_id");
    }

    [Fact]
    public async Task What_was_lawful_as_known_may_be_unlawful_as_it_happened()
    {
        var tenant = await app.Tenant();
        var began = app.Clock.GetUtcNow();
        await tenant.Grant("s-1", began);
        app.Clock.Advance(TimeSpan.FromDays(20));
        await tenant.Withdraw("s-1", began.AddDays(5));
        var mailing = began.AddDays(10).ToTimestamp();

        (await tenant.Authorize("s-1", asOf: new() { RecordedAt = mailing, OccurredAt = mailing })).Reason.ShouldBe("consent.granted");
        (await tenant.Authorize("s-1", asOf: new() { OccurredAt = mailing })).Reason.ShouldBe("consent.withdrawn");
        (await tenant.Authorize("s-1", asOf: new() { OccurredAt = began.AddDays(-1).ToTimestamp() })).Reason.ShouldBe("consent.not_asked");
        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.withdrawn");
    }

    [Fact]
    public async Task A_purpose_counts_as_it_was_defined_then()
    {
        var tenant = await app.Tenant();
        var before = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await tenant.Define("newsletter", V1.LegalBasis.LegitimateInterests);

        (await tenant.Authorize("s-1")).Reason.ShouldBe("basis.legitimate_interests");
        (await tenant.Authorize("s-1", asOf: new() { OccurredAt = before.ToTimestamp() })).Reason.ShouldBe("consent.not_asked");
        (await tenant.Authorize("s-1", asOf: new() { RecordedAt = before.ToTimestamp() })).Reason.ShouldBe("consent.not_asked");
        (await tenant.Authorize("s-1", asOf: new() { OccurredAt = before.AddYears(-1).ToTimestamp() })).Evidence[0].Version.ShouldBe(1);
        await tenant.Authorize("s-1", asOf: new() { RecordedAt = before.AddYears(-1).ToTimestamp() })
            .ShouldBeRefused(StatusCode.NotFound, "consent.purpose_unknown", "purpose_id");
    }

    [Fact]
    public async Task Asked_as_of_now_the_fold_says_what_the_read_model_says()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", app.Clock.GetUtcNow().AddDays(-1));

        (await tenant.Authorize("s-1", asOf: new() { Version = 1_000 })).ShouldBe(await tenant.Authorize("s-1"));
    }
}
