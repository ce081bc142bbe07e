using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>A stream like those that services have: small events, a small state, a rule that looks at it, one row of a read model.</summary>
internal static class Ledger
{
    public static readonly EventTypes<Event> Events = new EventTypes<Event>().Map<Granted>("consent_granted").Map<Withdrawn>("consent_withdrawn");

    public static readonly Decider<Command, State, Event> Decider = new(Decide, Evolve, new State(0, "", false, null));

    public static readonly StreamType<Command, State, Event> Stream = new("subject", Decider, Events, new ReadModel());

    public static readonly MigrationScript Migration = new(
        "0001-ledger.sql",
        """
        CREATE TABLE read.answers (
            tenant_id varchar NOT NULL, subject_id varchar NOT NULL, purpose_id varchar NOT NULL, granted boolean NOT NULL, version bigint NOT NULL,
            occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
            PRIMARY KEY (tenant_id, subject_id, purpose_id)) WITH (fillfactor = 80);
        SELECT platform.isolate_tenant('read.answers');
        """);

    public abstract record Command(DateTimeOffset At);

    /// <summary>Grants what is withdrawn and withdraws what is granted, so that each command leads to one event.</summary>
    public sealed record Answer(DateTimeOffset At) : Command(At);

    public abstract record Event(string PurposeId, DateTimeOffset OccurredAt, string NoticeLabel, string Channel);

    public sealed record Granted(string PurposeId, DateTimeOffset OccurredAt, string NoticeLabel, string Channel) : Event(PurposeId, OccurredAt, NoticeLabel, Channel);

    public sealed record Withdrawn(string PurposeId, DateTimeOffset OccurredAt, string NoticeLabel, string Channel) : Event(PurposeId, OccurredAt, NoticeLabel, Channel);

    public sealed record State(int Answers, string PurposeId, bool Holds, DateTimeOffset? Since);

    public static Event Next(bool granted, DateTimeOffset at) =>
        granted ? new Withdrawn("newsletter", at, "2026-03", "preference_center") : new Granted("newsletter", at, "2026-03", "preference_center");

    private static Decision<Event> Decide(Command command, State state) => Next(state.Holds, command.At);

    private static State Evolve(State state, Event @event) =>
        new(state.Answers + 1, @event.PurposeId, @event is Granted, @event.OccurredAt);

    private sealed class ReadModel : IInlineProjection<State, Event>
    {
        public void Project(ReadModelWrites writes, string tenant, string key, State stateAfter, IReadOnlyList<(Event Event, RecordedEvent Recorded)> events)
        {
            var recorded = events[^1].Recorded;
            writes.Add(
                """
                INSERT INTO read.answers (tenant_id, subject_id, purpose_id, granted, version, occurred_at, recorded_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (tenant_id, subject_id, purpose_id) DO UPDATE SET
                    granted = excluded.granted, version = excluded.version, occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at
                """,
                tenant,
                key,
                stateAfter.PurposeId,
                stateAfter.Holds,
                recorded.Version,
                recorded.OccurredAt,
                recorded.RecordedAt);
        }
    }
}
