using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Google.Rpc;
using Grpc.Core;
using Npgsql;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>A service with room for five commands, one under way and four that wait, and ten callers at once.</summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private const int Room = 4;
    private const int Callers = 2 * (Room + 1);

    private readonly ConsentApp app = new(
        ("Store:Grouping:Connections", "1"), ("Store:Grouping:MaxWaiting", $"{Room}"), ("Store:Grouping:MaxWait", "00:05:00"));

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_there_is_no_room_for_is_refused_with_a_time_to_try_again_and_nothing_acknowledged_is_lost()
    {
        var tenant = await app.Tenant();
        var appends = new HeldAppends(app.Admin);
        await appends.Install("subject-s-0");
        Task<V1.CommandResult> underWay;
        List<Task<int>> calls;
        List<int> refused = [];
        await using (var hold = await appends.Begin())
        {
            underWay = Grant(tenant, 0);
            await hold.Reached();
            calls = [.. Enumerable.Range(1, Callers - 1).Select(number => NumberOf(number, Grant(tenant, number)))];
            await foreach (var call in Task.WhenEach(calls))
            {
                refused.Add((await Should.ThrowAsync<Refused>(() => call)).Number);
                if (refused.Count == Callers - 1 - Room)
                {
                    break;
                }
            }

            using var json = await Post(tenant, refused[0]);
            json.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            json.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        }

        (await underWay).Recorded.ShouldBeTrue();
        var acknowledged = await Task.WhenAll(Enumerable.Range(1, Callers - 1).Except(refused).Select(number => calls[number - 1]));
        acknowledged.Length.ShouldBe(Room);
        foreach (var number in refused)
        {
            (await Grant(tenant, number)).Recorded.ShouldBeTrue("nothing of it was stored before");
        }

        (await Stored()).ShouldBe(Callers);
    }

    private static Task<V1.CommandResult> Grant(TestTenant tenant, int number) => tenant.Grant($"s-{number}", commandId: CommandId(number));

    private static string CommandId(int number) => $"01957a00-0000-7000-8000-{number:D12}";

    private static async Task<int> NumberOf(int number, Task<V1.CommandResult> call)
    {
        try
        {
            (await call).Recorded.ShouldBeTrue();
            return number;
        }
        catch (RpcException refusal)
        {
            refusal.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
            var details = refusal.GetRpcStatus().ShouldNotBeNull();
            details.GetDetail<ErrorInfo>().ShouldNotBeNull().Reason.ShouldBe("store.overloaded");
            details.GetDetail<RetryInfo>().ShouldNotBeNull().RetryDelay.ToTimeSpan().ShouldBeGreaterThan(TimeSpan.Zero);
            throw new Refused(number);
        }
    }

    private async Task<HttpResponseMessage> Post(TestTenant tenant, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/privacyplatform.consent.v1.ConsentService/Grant");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Token("emitter"));
        request.Content = JsonContent.Create(new
        {
            commandId = CommandId(number),
            subjectId = $"s-{number}",
            purposeId = "newsletter",
            evidence = new { channel = "CHANNEL_WEB", producer = "opsduty-web", language = "en", notice = new { kind = "privacy-policy", version = "2024-07-22", contentHash = new string('a', 64) } },
        });
        return await app.Http.SendAsync(request);
    }

    private async Task<long> Stored()
    {
        await using var admin = NpgsqlDataSource.Create(app.Admin);
        await using var count = admin.CreateCommand("SELECT count(*) FROM events.mt_events WHERE stream_id LIKE 'subject-s-%'");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private sealed class Refused(int number) : Exception
    {
        public int Number => number;
    }
}
