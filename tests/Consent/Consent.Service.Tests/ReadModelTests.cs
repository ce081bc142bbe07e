using Google.Rpc;
using Grpc.Core;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;

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
