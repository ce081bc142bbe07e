using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class ReadHistoryTests(ConsentApp app)
{
    [Fact]
    public async Task Every_event_is_told_in_the_order_of_its_recording()
    {
        var tenant = await app.Tenant();
        var now = app.Clock.GetUtcNow();
        await tenant.Grant("s-1", now.AddDays(-3));
        await tenant.Grant("s-1", now.AddDays(-2));
        await tenant.Withdraw("s-1", now.AddDays(-1));
        await tenant.Deny("s-1", now.AddDays(-5));

        var history = await tenant.ReadHistory("s-1");

        history.Select(told => (told.Event.Version, told.Type, told.Answer, told.Effect)).ShouldBe(
        [
            (1, "consent_granted", V1.Answer.Granted, V1.Effect.Changed),
            (2, "consent_granted", V1.Answer.Granted, V1.Effect.Confirmed),
            (3, "consent_withdrawn", V1.Answer.Withdrawn, V1.Effect.Changed),
            (4, "consent_denied", V1.Answer.Denied, V1.Effect.Past),
        ]);
        history.ShouldAllBe(told => told.PurposeId == "newsletter" && told.Actor == "test-emitter" && told.Event.Stream == "subject-s-1");
        history[3].Event.OccurredAt.ToDateTimeOffset().ShouldBe(now.AddDays(-5));
        history[0].Evidence.ShouldBe(Requests.Evidence());
    }

    [Fact]
    public async Task A_history_ends_where_the_reviewer_wants_it_to()
    {
        var tenant = await app.Tenant();
        var now = app.Clock.GetUtcNow();
        await tenant.Grant("s-1", now.AddDays(-3));
        await tenant.Withdraw("s-1", now.AddDays(-1));

        (await tenant.ReadHistory("s-1", new() { Version = 1 })).Count.ShouldBe(1);
        (await tenant.ReadHistory("s-1", new() { OccurredAt = now.AddDays(-2).ToTimestamp() })).Count.ShouldBe(1);
        (await tenant.ReadHistory("s-1", new() { RecordedAt = now.AddYears(-1).ToTimestamp() })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_is_not_asked_for_by_a_telephone_number()
    {
        var tenant = await app.Tenant();
        await tenant.ReadHistory("+4791234567").ShouldBeRefused(StatusCode.InvalidArgument, "subject.looks_personal", "subject_id");
    }

    [Fact]
    public async Task A_long_history_is_told_to_the_end()
    {
        var tenant = await app.Tenant();
        var begin = app.Clock.GetUtcNow().AddDays(-1);
        foreach (var minute in Enumerable.Range(0, 120))
        {
            await (minute % 2 == 0 ? tenant.Grant("s-1", begin.AddMinutes(minute)) : tenant.Withdraw("s-1", begin.AddMinutes(minute)));
        }

        (await tenant.ReadHistory("s-1")).Select(told => told.Event.Version).ShouldBe(Enumerable.Range(1, 120).Select(version => (long)version));
    }

    [Fact]
    public async Task What_was_tampered_with_is_told_as_that_and_hides_nothing_else()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", app.Clock.GetUtcNow().AddDays(-2), statement: "one");
        await tenant.Withdraw("s-1", app.Clock.GetUtcNow().AddDays(-1), statement: "two");
        await using var admin = new Npgsql.NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var tamper = new Npgsql.NpgsqlCommand(
            "UPDATE events.mt_events SET data = jsonb_set(data, '{statement,nonce}', '\"AAAAAAAAAAAAAAAA\"') WHERE tenant_id = $1 AND version = 1", admin)
        {
            Parameters = { new() { Value = tenant.Name } },
        };
        (await tamper.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);

        (await tenant.ReadHistory("s-1")).Select(told => told.Statement)
            .ShouldBe([new V1.Statement { ErrorCode = "sealed.altered" }, new V1.Statement { Text = "two" }]);
    }

    [Fact]
    public async Task Who_wrote_nothing_has_no_statement()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1");
        (await tenant.ReadHistory("s-1")).ShouldHaveSingleItem().Statement.ShouldBeNull();
    }
}
