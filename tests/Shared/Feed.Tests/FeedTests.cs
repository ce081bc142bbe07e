using System.Net.Http.Headers;
using System.Text;
using Google.Rpc;
using Grpc.Core;

namespace PrivacyPlatform.Feed.Tests;

public sealed class FeedTests(Announcer announcer) : IClassFixture<Announcer>
{
    [Fact]
    public async Task A_tenant_reads_its_own_messages_as_they_travel_on_the_bus()
    {
        await announcer.Append("mine", "trial-a", events: 2);
        await announcer.Append("theirs", "trial-a", events: 3);

        var read = await announcer.ReadAll("mine");

        read.Select(response => (response.Position, response.CaughtUp, response.End)).ShouldBe([(1, false, 2), (2, true, 2)]);
        var message = read[0].Message;
        (message.Type, message.Body, message.SchemaVersion).ShouldBe((Announcer.Defined, """{ "purposeId": "trial-a", "version": "1" }""", 1));
        message.CorrelationId.ShouldNotBeEmpty();
        message.RecordedAt.ShouldNotBeNull();
        read.ShouldAllBe(response => Guid.Parse(response.EventId) != Guid.Empty);
    }

    [Fact]
    public async Task What_is_not_announced_or_not_wanted_is_passed_over_and_the_position_tells()
    {
        await announcer.Append("picky", "trial-a");
        await announcer.Append("picky", "trial-b", "trial_published", events: 9);
        await announcer.Append("picky", "trial-c", "trial_noted");

        var read = await announcer.ReadAll("picky", new() { Types_ = { Announcer.Defined } });

        read.Where(response => response.Message is not null).ShouldHaveSingleItem().Message.Type.ShouldBe(Announcer.Defined);
        (read[^1].Position, read[^1].CaughtUp, read[^1].Message).ShouldBe((11, true, null));
        (await announcer.ReadAll("picky")).Count(response => response.Message is not null).ShouldBe(10);
    }

    [Fact]
    public async Task Reading_goes_on_behind_a_position_that_was_kept()
    {
        await announcer.Append("again", "trial-a", events: 20);
        var whole = await announcer.ReadAll("again");

        foreach (var kept in whole.Where(response => response.Position < 20))
        {
            (await announcer.ReadAll("again", new() { AfterPosition = kept.Position, AfterEventId = kept.EventId })).ShouldBe(whole.Where(response => response.Position > kept.Position));
        }

        var end = await announcer.ReadAll("again", new() { AfterPosition = 20 });
        (end.ShouldHaveSingleItem().Position, end[0].EventId, end[0].CaughtUp, end[0].Message).ShouldBe((20, whole[^1].EventId, true, null));
    }

    [Fact]
    public async Task A_position_of_another_history_is_refused()
    {
        await announcer.Append("restored", "trial-a", events: 2);
        var first = (await announcer.ReadAll("restored"))[0].EventId;

        await ShouldEnd(() => announcer.ReadAll("restored", new() { AfterPosition = 3 }), StatusCode.NotFound, "feed.position_unknown");
        await ShouldEnd(() => announcer.ReadAll("restored", new() { AfterPosition = -1 }), StatusCode.NotFound, "feed.position_unknown");
        await ShouldEnd(() => announcer.ReadAll("restored", new() { AfterPosition = 2, AfterEventId = first }), StatusCode.NotFound, "feed.position_unknown");
        await ShouldEnd(() => announcer.ReadAll("restored", new() { Types_ = { "privacyplatform.trial.v1.Misspelled" } }), StatusCode.NotFound, "feed.type_unknown");
    }

    [Fact]
    public async Task It_goes_on_live_with_signs_of_life_in_between()
    {
        await announcer.Append("live", "trial-a");
        using var call = announcer.Feed.Read(new(), announcer.As("live"), Bound());

        (await Next(call, response => response.CaughtUp)).Position.ShouldBe(1);
        var quiet = await Next(call, response => response.Message is null);
        (quiet.Position, quiet.CaughtUp, quiet.EventId.Length).ShouldBe((1, false, 36));
        await announcer.Append("live", "trial-b");
        (await Next(call, response => response.Message is not null)).Message.Body.ShouldContain("trial-b");
    }

    [Fact]
    public async Task It_stands_still_at_an_event_that_it_does_not_know()
    {
        await announcer.Append("new", "trial-a", events: 2);
        await announcer.Append("new", "trial-a", "trial_of_tomorrow");
        await announcer.Append("new", "trial-a");
        using var call = announcer.Feed.Read(new(), announcer.As("new"), Bound());

        (await Next(call, _ => true)).Position.ShouldBe(1);
        (await Next(call, _ => true)).Position.ShouldBe(2);
        await ShouldEnd(() => Next(call, _ => true), StatusCode.FailedPrecondition, "feed.stopped");
    }

    [Fact]
    public async Task More_readers_than_can_be_served_are_refused_for_now()
    {
        await announcer.Append("many", "trial-a");
        using var first = announcer.Feed.Read(new(), announcer.As("many"), Bound());
        await Next(first, _ => true);
        using (var second = announcer.Feed.Read(new(), announcer.As("many"), Bound()))
        {
            await Next(second, _ => true);
            var refused = await ShouldEnd(() => announcer.ReadAll("many"), StatusCode.ResourceExhausted, "feed.too_many_readers");
            refused.GetRpcStatus()!.GetDetail<RetryInfo>().ShouldNotBeNull();
        }

        await announcer.Append("few", "trial-a");
        (await announcer.ReadAll("few")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_a_reader_may_read_and_only_while_its_token_lives()
    {
        await announcer.Append("brief", "trial-a");
        using var forbidden = announcer.Feed.Read(new(), announcer.As("brief", "emitter"), Bound());
        await ShouldEnd(() => Next(forbidden, _ => true), StatusCode.PermissionDenied, "auth.role_missing");

        using var call = announcer.Feed.Read(new(), announcer.As("brief", lifetime: TimeSpan.FromSeconds(3)), Bound());
        await Next(call, _ => true);
        await ShouldEnd(() => Next(call, _ => false), StatusCode.Unauthenticated, "auth.token_expired");
    }

    [Fact]
    public async Task It_is_read_as_lines_of_JSON_too()
    {
        await announcer.Append("json", "trial-a", events: 2);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/privacyplatform.feed.v1.FeedService/Read");
        request.Headers.Add("authorization", announcer.Bearer("json"));
        request.Content = new StringContent("""{"untilCaughtUp":true}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

        using var response = await announcer.Http.SendAsync(request);

        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        V1.ReadResponse.Parser.ParseJson(lines[1]).CaughtUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_that_stops_sends_its_readers_to_another_instance()
    {
        await using var own = new Announcer();
        await own.InitializeAsync();
        await own.Append("acme", "trial-a");
        using var call = own.Feed.Read(new(), own.As("acme"), Bound());
        var kept = await Next(call, _ => true);

        var ended = ShouldEnd(() => Next(call, _ => false), StatusCode.Unavailable, "service.stopping");
        await own.StopService();
        await ended;

        await own.StartService();
        await own.Append("acme", "trial-b");
        (await own.ReadAll("acme", new() { AfterPosition = kept.Position, AfterEventId = kept.EventId })).ShouldHaveSingleItem().Message.Body.ShouldContain("trial-b");
    }

    [Fact]
    public async Task A_call_that_is_open_ends_when_its_store_is_not_accepted_any_more_as_one_that_comes_then()
    {
        await announcer.Append("older", "trial-a");
        using var call = announcer.Feed.Read(new(), announcer.As("older"), Bound());
        var kept = await Next(call, _ => true);

        announcer.Gate.Close("a test says so");
        try
        {
            await ShouldEnd(() => Next(call, _ => false), StatusCode.Unavailable, "store.not_accepted");
            await ShouldEnd(() => announcer.ReadAll("older"), StatusCode.Unavailable, "store.not_accepted");
        }
        finally
        {
            announcer.Gate.Open();
        }

        await announcer.Append("older", "trial-b");
        (await announcer.ReadAll("older", new() { AfterPosition = kept.Position, AfterEventId = kept.EventId })).ShouldHaveSingleItem().Message.Body.ShouldContain("trial-b");
    }

    private static DateTime Bound() => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60);

    private static async Task<V1.ReadResponse> Next(AsyncServerStreamingCall<V1.ReadResponse> call, Func<V1.ReadResponse, bool> wanted)
    {
        do
        {
            (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue("the feed has ended");
        }
        while (!wanted(call.ResponseStream.Current));

        return call.ResponseStream.Current;
    }

    private static async Task<RpcException> ShouldEnd(Func<Task> call, StatusCode status, string code)
    {
        var error = await Should.ThrowAsync<RpcException>(call);
        (error.StatusCode, error.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason).ShouldBe((status, code), error.ToString());
        return error;
    }
}
