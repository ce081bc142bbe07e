using Google.Rpc;
using Grpc.Core;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Projections.V1;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>Decisions come from a read model; it says what the fold says, whatever happened in whatever order.</summary>
public sealed class ReadModelTests(ConsentApp app)
{
    private static readonly string[] Purposes = ["newsletter", "service-status", "provide-service"];

    [Theory]
    [InlineData(20_240_722)]
    [InlineData(16)]
    [InlineData(7)]
    public async Task It_equals_the_fold_for_random_histories(int seed)
    {
        var random = new Random(seed);
        var tenant = await app.Tenant();
        var begin = app.Clock.GetUtcNow().AddDays(-30);
        var history = Enumerable.Range(0, 150).Select(_ => (
            Subject: $"s-{random.Next(4)}",
            Purpose: Purposes[random.Next(Purposes.Length)],
            At: begin.AddHours(random.Next(20)),
            Kind: random.Next(30))).ToArray();

        var erased = new HashSet<string>(StringComparer.Ordinal);
        foreach (var said in history)
        {
            // Now and then a person is erased, and answers again at a later time: what they said before it is refused, or kept elsewhere.
            if (said.Kind == 0)
            {
                await tenant.Erase(said.Subject);
                erased.Add(said.Subject);
                continue;
            }

            var at = erased.Contains(said.Subject) ? app.Clock.Advance(TimeSpan.FromSeconds(1)) : said.At;
            try
            {
                await ((said.Kind % 3) switch
                {
                    0 => tenant.Grant(said.Subject, at, said.Purpose),
                    1 => tenant.Deny(said.Subject, at, said.Purpose),
                    _ => tenant.Withdraw(said.Subject, at, said.Purpose),
                });
            }
            catch (RpcException refused) when (refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason == "consent.suppressed")
            {
                erased.ShouldContain(said.Subject);
            }
        }

        (await Rows(tenant)).ShouldBe(await Folded(tenant), $"seed {seed}");

        await Run($"DELETE FROM read.answers WHERE tenant_id = '{tenant.Name}'");
        await app.Projections.RebuildProjectionAsync(new() { Name = "subject" }, tenant.As("platform"));
        await BuiltAnew(tenant, "subject");
        (await Rows(tenant)).ShouldBe(await Folded(tenant), $"seed {seed}, written anew");
    }

    [Fact]
    public async Task Operators_see_every_read_model_and_nobody_else_does()
    {
        var tenant = await app.Tenant();

        var views = (await app.Projections.ListProjectionsAsync(new(), tenant.As("platform"))).Projections;

        views.Select(view => view.Name).ShouldBe(["notice", "purpose", "subject"]);
        views.ShouldAllBe(view => view.Kind == Projection.Types.Kind.Inline && view.Version == 1 && view.Position == view.Head && view.Lag == 0);
        await Refused(app.Projections.ListProjectionsAsync(new(), tenant.As("reader", "reviewer", "officer", "operator")), "auth.role_missing");
        await Refused(app.Projections.RebuildProjectionAsync(new() { Name = "subject" }, tenant.As("emitter")), "auth.role_missing");
        await Refused(app.Projections.RebuildProjectionAsync(new() { Name = "nothing" }, tenant.As("platform")), "projection.unknown");
        await Refused(app.Projections.ResumeProjectionAsync(new() { Name = "notice" }, tenant.As("platform")), "projection.not_stopped");
    }

    [Fact]
    public async Task It_equals_the_fold_when_answers_race()
    {
        var tenant = await app.Tenant();
        var begin = app.Clock.GetUtcNow().AddDays(-30);

        var results = await Task.WhenAll(Enumerable.Range(0, 48).Select(number => Task.Run(() => (number % 3) switch
        {
            0 => tenant.Grant("s-0", begin.AddHours(number)),
            1 => tenant.Deny("s-0", begin.AddHours(number)),
            _ => tenant.Withdraw("s-0", begin.AddHours(number)),
        })));

        results.Select(result => result.Version).Order().ShouldBe(Enumerable.Range(1, 48).Select(version => (long)version));
        (await tenant.Authorize("s-0")).Reason.ShouldBe("consent.withdrawn");
        (await Rows(tenant)).ShouldBe(await Folded(tenant));
    }

    [Fact]
    public async Task The_same_command_in_parallel_is_one_answer()
    {
        var tenant = await app.Tenant();
        var id = "01957a00-0000-7000-8000-000000000099";

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => tenant.Grant("s-0", commandId: id))));

        results.Count(result => result.Recorded).ShouldBe(1);
        results.ShouldAllBe(result => result.Version == 1);
    }

    [Fact]
    public async Task Every_read_model_keeps_tenants_apart_in_the_database()
    {
        await using var admin = new Npgsql.NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT relname FROM pg_class WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)", admin);
        (await command.ExecuteScalarAsync()).ShouldBeNull();
    }

    private static async Task Refused<T>(AsyncUnaryCall<T> call, string code) =>
        (await Should.ThrowAsync<RpcException>(async () => await call)).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.ShouldBe(code);

    private async Task BuiltAnew(TestTenant tenant, string name)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await app.Projections.ListProjectionsAsync(new(), tenant.As("platform"))).Projections.Single(view => view.Name == name).State != Projection.Types.State.Live)
        {
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private async Task Run(string sql)
    {
        await using var admin = Npgsql.NpgsqlDataSource.Create(app.Admin);
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string[]> Rows(TestTenant tenant) =>
    [
        .. await app.Get<ReadModelReader>().Query(
            tenant.Name,
            """
            SELECT subject_id, purpose_id, answer, event_id, version, occurred_at, recorded_at FROM read.answers
            ORDER BY subject_id COLLATE "C", purpose_id COLLATE "C"
            """,
            row => Row(
                row.GetString(0), row.GetString(1), (Answer)row.GetInt16(2), row.GetGuid(3), row.GetInt64(4),
                row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6)),
            []),
    ];

    private async Task<string[]> Folded(TestTenant tenant)
    {
        var rows = new List<string>();
        foreach (var subject in Enumerable.Range(0, 4).Select(number => $"s-{number}"))
        {
            var known = await app.Get<SubjectHistory>().At(tenant.Name, subject, asOf: null, CancellationToken.None);
            rows.AddRange(known.State.Purposes.Select(purpose =>
            {
                var (given, source) = known.Last(purpose)!.Value;
                return Row(subject, purpose, given.Answer, source.Id, source.Version, given.OccurredAt, source.RecordedAt);
            }));
        }

        return [.. rows];
    }

    private static string Row(string subject, string purpose, Answer answer, Guid eventId, long version, DateTimeOffset occurredAt, DateTimeOffset recordedAt) =>
        $"{subject} {purpose} {answer} {eventId} {version} {occurredAt:O} {recordedAt:O}";
}
