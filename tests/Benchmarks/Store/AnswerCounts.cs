using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>A view as a service has it: how often each subject answered, and what it said last. A page is folded in memory and written by one statement.</summary>
internal sealed class AnswerCounts : IProjection
{
    public const string View = "answer_counts";

    public static readonly MigrationScript Migration = new(
        "0002-answer-counts.sql",
        """
        CREATE TABLE read.answer_counts_a (
            tenant_id varchar NOT NULL, stream_id varchar NOT NULL, answers bigint NOT NULL, granted boolean NOT NULL,
            PRIMARY KEY (tenant_id, stream_id));
        SELECT platform.projected_table('answer-counts', 'read.answer_counts');
        """);

    public string Name => "answer-counts";

    public int Version => 1;

    public void Project(ProjectionWrites writes, string tenant, IReadOnlyList<PositionedEvent> events)
    {
        var folded = Fold(events.Select(positioned => (positioned.Event.Stream, Ledger.Events.Read(positioned.Event))));
        writes.Add(
            $"""
            INSERT INTO {writes.Table(View)} AS before (tenant_id, stream_id, answers, granted)
            SELECT $1, s.* FROM unnest($2, $3, $4) AS s
            ON CONFLICT (tenant_id, stream_id) DO UPDATE SET answers = before.answers + excluded.answers, granted = excluded.granted
            """,
            tenant,
            folded.Keys.ToArray(),
            folded.Values.Select(subject => subject.Answers).ToArray(),
            folded.Values.Select(subject => subject.Granted).ToArray());
    }

    public static Dictionary<string, (long Answers, bool Granted)> Fold(IEnumerable<(string Stream, Ledger.Event Event)> events)
    {
        var folded = new Dictionary<string, (long Answers, bool Granted)>();
        foreach (var (stream, answered) in events)
        {
            folded[stream] = (folded.GetValueOrDefault(stream).Answers + 1, answered is Ledger.Granted);
        }

        return folded;
    }
}
