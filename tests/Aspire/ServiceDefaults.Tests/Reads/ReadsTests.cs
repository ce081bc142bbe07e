using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.Reads.V1;
using Phase = PrivacyPlatform.Reads.V1.ListReadsResponse.Types.Phase;

namespace PrivacyPlatform.ServiceDefaults.Tests.Reads;

/// <summary>What reviewers read is recorded. Each test has a tenant of its own.</summary>
public sealed class ReadsTests(ReadingService service) : IClassFixture<ReadingService>
{
    private const string History = "privacyplatform.consent.v1.ConsentService/ReadHistory";

    [Fact]
    public async Task A_stream_is_recorded_before_its_first_message_and_after_its_last()
    {
        var request = new ReadHistoryRequest { SubjectId = "s-1", AsOf = new() { Version = 3, RecordedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) } };

        (await service.History(service.As("stream", "auditor", "reviewer"), request)).Count.ShouldBe(3);

        var reads = await service.Reads("stream");
        reads.Select(read => (read.Actor, read.Phase, read.Method, read.Items, read.Complete)).ShouldBe(
            [("auditor", Phase.Began, History, 0, false), ("auditor", Phase.Ended, History, 3, true)]);
        reads.ShouldAllBe(read => string.Join(' ', read.Asked.Select(one => $"{one.Field}={one.Value}")) == "subject_id=s-1 as_of.version=3 as_of.recorded_at=1970-01-01T00:00:00.000000Z");
        reads[1].BeganEventId.ShouldBe(reads[0].EventId);
        reads.ShouldAllBe(read => read.RecordedAt != null);
    }

    [Fact]
    public async Task An_answer_is_recorded_with_the_number_of_its_elements()
    {
        await service.Client.ListPurposesAsync(new(), service.As("answer", "auditor", "reviewer"));

        var read = (await service.Reads("answer")).ShouldHaveSingleItem();
        (read.Phase, read.Method, read.Items, read.Complete).ShouldBe((Phase.Answered, "privacyplatform.consent.v1.ConsentService/ListPurposes", 2, true));
    }

    [Fact]
    public async Task It_is_recorded_for_JSON_callers_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{History}") { Content = new StringContent("""{"subjectId":"s-1"}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        (await service.Service.Send(request, service.Token("json", "auditor", "reviewer"))).Status.ShouldBe(200);

        (await service.Reads("json")).Select(read => read.Phase).ShouldBe([Phase.Began, Phase.Ended]);
    }

    [Fact]
    public async Task Looking_and_finding_nothing_is_recorded_and_a_refusal_is_not()
    {
        var headers = service.As("nothing", "auditor", "reviewer");
        await Code(() => service.History(headers, new() { SubjectId = "refused" })).ShouldBe("subject.looks_personal");
        await Code(() => service.History(service.As("nothing", "auditor", "emitter"), new() { SubjectId = "s-1" })).ShouldBe("auth.role_missing");
        (await service.Reads("nothing")).ShouldBeEmpty();

        await service.History(headers, new() { SubjectId = "s-1", AsOf = new() { Version = -1 } });

        var read = (await service.Reads("nothing"))[^1];
        (read.Phase, read.Actor, read.Items).ShouldBe((Phase.Answered, "auditor", 0));
    }

    [Fact]
    public async Task What_products_and_operators_read_and_what_officers_command_is_no_reviewers_read()
    {
        await service.Client.ListPurposesAsync(new(), service.As("others", "product", "reader"));
        await service.History(service.As("others", "operator", "operator"), new() { SubjectId = "s-1" });
        await service.Client.PublishNoticeAsync(new(), service.As("others", "officer", "officer"));

        (await service.Reads("others")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_not_given()
    {
        var headers = service.As("closed", "auditor", "reviewer");
        await service.Run(
            """
            CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'closed' USING ERRCODE = '57P03'; END $$;
            CREATE TRIGGER closed BEFORE INSERT ON events.mt_events FOR EACH ROW WHEN (NEW.tenant_id = 'closed') EXECUTE FUNCTION closed();
            """);

        await Code(() => service.Client.ListPurposesAsync(new(), headers).ResponseAsync).ShouldBe("store.unavailable");
        using (var call = service.Client.ReadHistory(new() { SubjectId = "s-1" }, headers))
        {
            await Code(() => call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBe("store.unavailable");
        }

        await service.Run("DROP TRIGGER closed ON events.mt_events");
        (await service.History(headers, new() { SubjectId = "s-1" })).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_service_that_records_nothing_gives_reviewers_nothing()
    {
        await using var storeless = await TestService.Start(Signer.Ec());
        var signer = Signer.Ec();
        await storeless.WriteKeys(signer);
        var client = new ConsentService.ConsentServiceClient(storeless.Channel);

        await Code(() => client.ListPurposesAsync(new(), new Metadata { { "authorization", $"Bearer {signer.Token(roles: ["reviewer"])}" } }).ResponseAsync).ShouldBe("internal");
        await client.ListPurposesAsync(new(), new Metadata { { "authorization", $"Bearer {signer.Token(roles: ["reader"])}" } });
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("endless")]
    public async Task A_stream_that_breaks_is_recorded_as_far_as_it_came(string subject)
    {
        using (var call = service.Client.ReadHistory(new() { SubjectId = subject, AsOf = new() { Version = 2 } }, service.As($"broken-{subject}", "auditor", "reviewer")))
        {
            (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
            (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        }

        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        IReadOnlyList<ListReadsResponse> reads;
        do
        {
            reads = await service.Reads($"broken-{subject}", new() { Actor = "auditor" });
        }
        while (reads.Count < 2 && await interval.WaitForNextTickAsync(bound.Token));
        (reads[1].Phase, reads[1].Items, reads[1].Complete).ShouldBe((Phase.Ended, 2, false));
    }

    [Fact]
    public async Task Reading_what_was_read_is_recorded_once_and_not_in_its_own_answer()
    {
        await service.Client.ListPurposesAsync(new(), service.As("reading", "auditor", "reviewer"));

        (await service.Reads("reading")).Select(read => read.Phase).ShouldBe([Phase.Answered]);
        (await service.Reads("reading")).Select(read => read.Phase).ShouldBe([Phase.Answered, Phase.Began, Phase.Ended]);
    }

    [Fact]
    public async Task They_are_found_by_who_when_and_about_whom()
    {
        await service.History(service.As("found", "anna", "reviewer"), new() { SubjectId = "s-1" });
        await service.History(service.As("found", "ben", "reviewer"), new() { SubjectId = "s-2" });
        var reads = await service.Reads("found");

        (await service.Reads("found", new() { Actor = "anna" })).Select(read => read.EventId).ShouldBe(reads.Take(2).Select(read => read.EventId));
        (await service.Reads("found", new() { About = "s-2" })).Select(read => read.EventId).ShouldBe(reads.Skip(2).Select(read => read.EventId));
        (await service.Reads("found", new() { From = reads[2].RecordedAt, Actor = "ben" })).Count.ShouldBe(2);
        (await service.Reads("found", new() { Until = reads[0].RecordedAt })).ShouldBeEmpty();
        await Code(() => service.Reads("found", new() { From = new() { Seconds = long.MaxValue } })).ShouldBe("message.malformed");
    }

    [Fact]
    public async Task A_tenant_sees_its_own_and_only_reviewers_and_officers_do()
    {
        await service.Client.ListPurposesAsync(new(), service.As("own", "auditor", "reviewer"));
        (await service.Reads("not-own")).ShouldBeEmpty();
        using var call = new ReadsService.ReadsServiceClient(service.Service.Channel).ListReads(new(), service.As("own", "product", "reader", "emitter", "operator"));
        await Code(() => call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBe("auth.role_missing");
    }

    [Fact]
    public async Task What_is_no_code_is_not_kept()
    {
        await service.History(service.As("text", "auditor", "reviewer"), new() { SubjectId = "Anna Example" });

        (await service.Reads("text"))[0].Asked.ShouldHaveSingleItem().Value.ShouldBe("(text)");
    }

    private static async Task<string?> Code(Func<Task> call) =>
        (await Should.ThrowAsync<RpcException>(call)).GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}

/// <summary>Lets an awaited value be compared where it is asked for.</summary>
internal static class AwaitedShould
{
    public static async Task ShouldBe(this Task<string?> told, string expected) => (await told).ShouldBe(expected);
}
