using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using PrivacyPlatform.Consent.V1;
using Spectre.Console;

namespace PrivacyPlatform.Demo;

/// <summary>What the demo asks the consent service, over gRPC, and checks against its own idea of the truth.</summary>
public sealed class Questions(RunningSystem system)
{
    private const int Callers = 16;

    /// <summary>Asks about every person and purpose of the crowd; counts verdicts that are not what the people said.</summary>
    public async Task<(int Asked, int Permitted, int Denied, int Wrong)> AskAll(Crowd crowd, CancellationToken cancel)
    {
        var bases = Catalog.Purposes.ToDictionary(purpose => purpose.PurposeId, purpose => purpose.LegalBasis, StringComparer.Ordinal);
        int permitted = 0, denied = 0, wrong = 0;
        await Parallel.ForEachAsync(
            crowd.Present,
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancel },
            async (known, token) =>
            {
                var answer = await Authorize(known.Key.Subject, known.Key.Purpose, token);
                var expected = bases[known.Key.Purpose] != LegalBasis.Consent || known.Value == Answer.Granted ? Verdict.Permit : Verdict.Deny;
                Interlocked.Increment(ref answer.Verdict == Verdict.Permit ? ref permitted : ref denied);
                if (answer.Verdict != expected)
                {
                    Interlocked.Increment(ref wrong);
                }
            });
        return (permitted + denied, permitted, denied, wrong);
    }

    /// <summary>How many of these withdrawn answers are not denied, with the reason, right after.</summary>
    public async Task<int> StillPermitted(IReadOnlyList<PersonAnswer> withdrawals, CancellationToken cancel)
    {
        var still = 0;
        foreach (var withdrawal in withdrawals)
        {
            var answer = await Authorize(withdrawal.Subject, withdrawal.Purpose, cancel);
            still += answer is { Verdict: Verdict.Deny, Reason: "consent.withdrawn" } ? 0 : 1;
        }

        return still;
    }

    /// <summary>Prints a person's answers as they were at three dates, and the events behind them.</summary>
    public async Task ShowHistory(Crowd crowd, string subject, DateTimeOffset today, CancellationToken cancel)
    {
        DateTimeOffset[] dates = [today.AddDays(-91), today.AddDays(-80), today.AddDays(1)];
        var table = new Table().Border(TableBorder.Simple).AddColumn("purpose");
        var columns = new List<Dictionary<string, Answer>>();
        foreach (var date in dates)
        {
            table.AddColumn($"as of {date:yyyy-MM-dd}");
            var request = new GetSubjectRequest { SubjectId = subject, AsOf = new AsOf { OccurredAt = date.ToTimestamp() } };
            var response = await Outages.Retry(token => system.Consent.GetSubjectAsync(request, system.Call(token)).ResponseAsync, cancel);
            columns.Add(response.Answers.ToDictionary(answer => answer.PurposeId, answer => answer.Answer, StringComparer.Ordinal));
        }

        foreach (var purpose in Catalog.Purposes.Select(purpose => purpose.PurposeId))
        {
            table.AddRow([purpose, .. columns.Select(column => Word(column.GetValueOrDefault(purpose, Answer.NotAsked)))]);
        }

        AnsiConsole.Write(table);
        var events = 0;
        using var call = system.Consent.ReadHistory(new ReadHistoryRequest { SubjectId = subject }, system.Call(cancel));
        await foreach (var _ in call.ResponseStream.ReadAllAsync(cancel))
        {
            events++;
        }

        AnsiConsole.MarkupLineInterpolated($"   {subject}: {events} events; ./privacy history {subject} shows each");
    }

    private Task<AuthorizeResponse> Authorize(string subject, string purpose, CancellationToken cancel) => Outages.Retry(
        token => system.Consent.AuthorizeAsync(new AuthorizeRequest { SubjectId = subject, PurposeId = purpose }, system.Call(token)).ResponseAsync,
        cancel);

    private static string Word(Answer answer) => answer switch
    {
        Answer.NotAsked => "not asked",
        _ => answer.ToString().ToLowerInvariant(),
    };
}
