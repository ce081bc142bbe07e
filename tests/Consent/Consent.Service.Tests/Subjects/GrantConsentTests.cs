using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class GrantConsentTests(ConsentApp app)
{
    [Fact]
    public async Task A_grant_permits()
    {
        var tenant = await app.Tenant();
        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.not_asked");

        (await tenant.Grant("s-1")).ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });

        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.granted");
    }

    [Fact]
    public async Task The_same_command_twice_is_one_grant()
    {
        var tenant = await app.Tenant();
        var id = "01957a00-0000-7000-8000-000000000001";

        (await tenant.Grant("s-1", commandId: id)).ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await tenant.Grant("s-1", commandId: id)).ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });

        (await tenant.ReadHistory("s-1")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_answer_in_two_commands_is_one_grant()
    {
        var tenant = await app.Tenant();
        var at = app.Clock.GetUtcNow();

        (await tenant.Grant("s-1", at)).Recorded.ShouldBeTrue();
        (await tenant.Grant("s-1", at)).ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });
    }

    [Fact]
    public async Task One_command_id_for_two_people_is_refused()
    {
        var tenant = await app.Tenant();
        var id = "01957a00-0000-7000-8000-000000000002";
        await tenant.Grant("s-1", commandId: id);

        await tenant.Grant("s-2", commandId: id).ShouldBeRefused(StatusCode.AlreadyExists, "message.id_reused", "command_id");
    }

    [Fact]
    public async Task The_same_command_id_of_two_tenants_is_two_commands()
    {
        var id = "01957a00-0000-7000-8000-000000000003";

        (await (await app.Tenant()).Grant("s-1", commandId: id)).Recorded.ShouldBeTrue();
        (await (await app.Tenant()).Grant("s-1", commandId: id)).Recorded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_time_is_kept_to_the_microsecond_and_stays_the_same_answer()
    {
        var tenant = await app.Tenant();
        var precise = app.Clock.GetUtcNow().AddDays(-1).AddTicks(1_234_567);

        await tenant.Grant("s-1", precise);
        (await tenant.Grant("s-1", precise)).Recorded.ShouldBeFalse();

        (await tenant.GetSubject("s-1")).Answers[0].Event.OccurredAt.ToDateTimeOffset().ShouldBe(precise.AddTicks(-7));
    }

    public static TheoryData<string, string, StatusCode, Action<V1.GrantRequest>> Spoiled => new()
    {
        { "subject.looks_personal", "subject_id", StatusCode.InvalidArgument, request => request.SubjectId = "anna@example.com" },
        { "subject.looks_personal", "subject_id", StatusCode.InvalidArgument, request => request.SubjectId = "+47 912 34 567" },
        { "subject.malformed", "subject_id", StatusCode.InvalidArgument, request => request.SubjectId = "" },
        { "purpose.id_malformed", "purpose_id", StatusCode.InvalidArgument, request => request.PurposeId = "" },
        { "consent.purpose_unknown", "purpose_id", StatusCode.NotFound, request => request.PurposeId = "astrology" },
        { "consent.occurred_in_future", "occurred_at", StatusCode.FailedPrecondition, request => request.OccurredAt = new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero).ToTimestamp() },
        { "message.malformed", "occurred_at", StatusCode.InvalidArgument, request => request.OccurredAt = new Timestamp { Nanos = -1 } },
        { "consent.notice_required", "evidence.notice", StatusCode.InvalidArgument, request => request.Evidence = null },
        { "consent.notice_required", "evidence.notice", StatusCode.InvalidArgument, request => request.Evidence.Notice = null },
        { "notice.version_malformed", "evidence.notice.version", StatusCode.InvalidArgument, request => request.Evidence.Notice.Version = "" },
        { "consent.notice_unknown", "evidence.notice.version", StatusCode.NotFound, request => request.Evidence.Notice.Version = "1999-01-01" },
        { "consent.notice_hash_differs", "evidence.notice.content_hash", StatusCode.FailedPrecondition, request => request.Evidence.Notice.ContentHash = new string('b', 64) },
        { "evidence.channel_malformed", "evidence.channel", StatusCode.InvalidArgument, request => request.Evidence.Channel = (V1.Channel)99 },
        { "evidence.language_malformed", "evidence.language", StatusCode.InvalidArgument, request => request.Evidence.Language = "Norwegian" },
        { "evidence.producer_malformed", "evidence.producer", StatusCode.InvalidArgument, request => request.Evidence.Producer = "Anna Hansen" },
        { "message.malformed", "command_id", StatusCode.InvalidArgument, request => request.CommandId = "{01957a00-0000-7000-8000-000000000001}" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_grant_that_is_not_in_order_is_refused_with_its_field_and_nothing_is_stored(
        string code, string field, StatusCode status, Action<V1.GrantRequest> spoil)
    {
        var tenant = await app.Tenant();
        var request = Requests.Grant();
        spoil(request);

        await app.Client.GrantAsync(request, tenant.As("emitter")).ResponseAsync.ShouldBeRefused(status, code, field);

        (await tenant.ReadHistory("s-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_command_may_come_again_when_its_reason_is_gone()
    {
        var tenant = await app.Tenant();
        var id = "01957a00-0000-7000-8000-000000000004";
        await tenant.Grant("s-1", purpose: "astrology", commandId: id).ShouldBeRefused(StatusCode.NotFound, "consent.purpose_unknown", "purpose_id");

        await tenant.Define("astrology", V1.LegalBasis.Consent);

        (await tenant.Grant("s-1", purpose: "astrology", commandId: id)).Recorded.ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_person_wrote_is_stored_sealed_and_announced_to_nobody()
    {
        const string words = "Kanarifugl Gulfjær, canary.yellow@example.org";
        var tenant = await app.Tenant();

        await tenant.Grant("s-1", statement: words);
        await tenant.Deny("s-1", purpose: "service-status", statement: words);
        await tenant.Withdraw("s-1", statement: words);

        (await tenant.ReadHistory("s-1")).ShouldAllBe(told => told.Statement.Text == words);
        await using var admin = new Npgsql.NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT string_agg(data::text, ' ') FROM events.mt_events WHERE tenant_id = $1", admin) { Parameters = { new() { Value = tenant.Name } } };
        var stored = (string)(await command.ExecuteScalarAsync())!;
        stored.ShouldContain("\"sealed\": \"v1\"");
        stored.ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_statement_that_could_not_be_shown_is_refused()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", statement: "a\u0007b").ShouldBeRefused(StatusCode.InvalidArgument, "consent.statement_malformed", "statement");
        await tenant.Grant("s-1", statement: new string('a', 4001)).ShouldBeRefused(StatusCode.InvalidArgument, "consent.statement_malformed", "statement");
    }
}
