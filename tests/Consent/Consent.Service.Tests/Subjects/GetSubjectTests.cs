using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class GetSubjectTests(ConsentApp app)
{
    [Fact]
    public async Task Nothing_is_known_of_a_stranger()
    {
        var tenant = await app.Tenant();
        (await tenant.GetSubject("s-1")).ShouldBe(new V1.GetSubjectResponse { SubjectId = "s-1" });
    }

    [Fact]
    public async Task Every_answer_comes_with_its_event_and_evidence()
    {
        var tenant = await app.Tenant();
        var day = app.Clock.GetUtcNow().AddDays(-10);
        await tenant.Grant("s-1", day, "service-status");
        await tenant.Grant("s-1", day);
        await tenant.Withdraw("s-1", day.AddDays(2));

        var known = await tenant.GetSubject("s-1");
        var history = await tenant.ReadHistory("s-1");

        known.Version.ShouldBe(3);
        known.Answers.Select(answer => (answer.PurposeId, answer.Answer)).ShouldBe(
            [("newsletter", V1.Answer.Withdrawn), ("service-status", V1.Answer.Granted)]);
        known.Answers[0].Event.ShouldBe(history[2].Event);
        known.Answers[0].Evidence.ShouldBe(Requests.Evidence());
        known.Answers[1].Event.ShouldBe(history[0].Event);
    }

    /// <summary>Granted on day 1, withdrawn on day 5; the withdrawal became known on day 20 only.</summary>
    [Fact]
    public async Task A_late_withdrawal_is_shown_as_known_then_and_as_it_was_then()
    {
        var tenant = await app.Tenant();
        var began = app.Clock.GetUtcNow();
        await tenant.Grant("s-1", began);
        var learned = app.Clock.Advance(TimeSpan.FromDays(20));
        await tenant.Withdraw("s-1", began.AddDays(5));

        async Task<string> Answer(V1.AsOf asOf) =>
            string.Join(' ', (await tenant.GetSubject("s-1", asOf)).Answers.Select(answer => answer.Answer));
        V1.AsOf Known(DateTimeOffset at) => new() { RecordedAt = at.ToTimestamp() };
        V1.AsOf Happened(DateTimeOffset at) => new() { OccurredAt = at.ToTimestamp() };

        (await Answer(Known(began.AddMicroseconds(-1)))).ShouldBe("");
        (await Answer(Known(began.AddDays(10)))).ShouldBe("Granted");
        (await Answer(Known(learned))).ShouldBe("Withdrawn");

        (await Answer(Happened(began.AddDays(3)))).ShouldBe("Granted");
        (await Answer(Happened(began.AddDays(10)))).ShouldBe("Withdrawn");

        (await Answer(new() { Version = 1 })).ShouldBe("Granted");
        (await Answer(new() { OccurredAt = began.AddDays(10).ToTimestamp(), RecordedAt = began.AddDays(10).ToTimestamp() })).ShouldBe("Granted");
        (await Answer(new())).ShouldBe("Withdrawn");
    }

    [Fact]
    public async Task A_version_below_zero_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.GetSubject("s-1", new() { Version = -1 }).ShouldBeRefused(StatusCode.InvalidArgument, "message.malformed", "as_of.version");
    }

    [Fact]
    public async Task A_person_is_not_asked_for_by_an_address()
    {
        var tenant = await app.Tenant();
        await tenant.GetSubject("anna@example.com").ShouldBeRefused(StatusCode.InvalidArgument, "subject.looks_personal", "subject_id");
    }

    [Fact]
    public async Task Another_tenants_person_is_a_stranger()
    {
        await (await app.Tenant()).Grant("shared-id");
        (await (await app.Tenant()).GetSubject("shared-id")).Version.ShouldBe(0);
    }
}
