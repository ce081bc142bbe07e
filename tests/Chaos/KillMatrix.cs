using PrivacyPlatform.Chaos.Tests.Wire;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>Who is killed.</summary>
internal enum Victim
{
    /// <summary>The instance that a caller's command is at.</summary>
    Service,

    /// <summary>The instance that relays.</summary>
    RelayLeader,

    /// <summary>The instance that a message is at.</summary>
    Consumer,

    Broker,

    Postgres,

    /// <summary>The instance that seals.</summary>
    Sealer,
}

/// <summary>What is about to happen, or has just happened, when it is killed.</summary>
internal enum Point
{
    BeforeAppend,
    AfterCommitBeforeAnswer,
    AfterPublishBeforeMarking,
    MidBatch,
    AfterCommitBeforeAcknowledging,
}

/// <summary>One combination, and how it is brought about.</summary>
/// <param name="Hold">Where a connection is held while the victim is killed.</param>
/// <param name="Matches">Which message stands at the point.</param>
/// <param name="AtStandby">Only connections of the instance that does not relay count: the other one is the victim.</param>
/// <param name="InShortRun">Whether it belongs to the run of every day.</param>
internal sealed record Cell(Victim Victim, Point Point, Hold Hold, Func<WireMessage, bool> Matches, bool AtStandby = false, bool InShortRun = false)
{
    public string Name => $"{KillMatrix.Word(Victim)}@{KillMatrix.Word(Point)}";
}

/// <summary>Every victim at every point; what makes no sense is left out with its reason.</summary>
internal static class KillMatrix
{
    /// <summary>Part of the subject ids of those who answer by call, so that it shows on the wire how a command came.</summary>
    public const string Call = "-call-";

    /// <summary>The same for messages.</summary>
    public const string Message = "-message-";

    public static IReadOnlyList<(Victim Victim, Point Point, string Reason)> LeftOut { get; } =
    [
        (Victim.Service, Point.AfterPublishBeforeMarking, "only the relay publishes and marks: row relay leader"),
        (Victim.Service, Point.AfterCommitBeforeAcknowledging, "a call is answered, not acknowledged: row consumer"),
        (Victim.Consumer, Point.AfterPublishBeforeMarking, "a consumer publishes nothing: row relay leader"),
        (Victim.Sealer, Point.AfterPublishBeforeMarking, "sealing and marking are one transaction: there is nothing between them"),
        (Victim.Sealer, Point.AfterCommitBeforeAcknowledging, "the sealer takes from tables and acknowledges to nobody"),
    ];

    public static IReadOnlyList<Cell> Cells { get; } =
    [
        new(Victim.Service, Point.BeforeAppend, Hold.BeforeIt, Appends(Call), InShortRun: true),
        new(Victim.Service, Point.AfterCommitBeforeAnswer, Hold.BeforeTheAnswer, Appends(Call), InShortRun: true),
        new(Victim.Service, Point.MidBatch, Hold.BeforeIt, WritesReadModel(Call)),

        new(Victim.RelayLeader, Point.BeforeAppend, Hold.BeforeIt, Appends(Call), AtStandby: true),
        new(Victim.RelayLeader, Point.AfterCommitBeforeAnswer, Hold.BeforeTheAnswer, Appends(Call), AtStandby: true),
        new(Victim.RelayLeader, Point.AfterPublishBeforeMarking, Hold.BeforeIt, Marks, InShortRun: true),
        new(Victim.RelayLeader, Point.MidBatch, Hold.AfterIt, Publishes),
        new(Victim.RelayLeader, Point.AfterCommitBeforeAcknowledging, Hold.BeforeIt, Acknowledges, AtStandby: true),

        new(Victim.Consumer, Point.BeforeAppend, Hold.BeforeIt, Appends(Message)),
        new(Victim.Consumer, Point.AfterCommitBeforeAnswer, Hold.BeforeTheAnswer, Appends(Message)),
        new(Victim.Consumer, Point.MidBatch, Hold.BeforeIt, WritesReadModel(Message)),
        new(Victim.Consumer, Point.AfterCommitBeforeAcknowledging, Hold.BeforeIt, Acknowledges, InShortRun: true),

        new(Victim.Broker, Point.BeforeAppend, Hold.BeforeIt, Appends(Message)),
        new(Victim.Broker, Point.AfterCommitBeforeAnswer, Hold.BeforeTheAnswer, Appends(Message)),
        new(Victim.Broker, Point.AfterPublishBeforeMarking, Hold.BeforeIt, Marks),
        new(Victim.Broker, Point.MidBatch, Hold.AfterIt, Publishes, InShortRun: true),
        new(Victim.Broker, Point.AfterCommitBeforeAcknowledging, Hold.BeforeIt, Acknowledges),

        new(Victim.Postgres, Point.BeforeAppend, Hold.BeforeIt, Appends(Call)),
        new(Victim.Postgres, Point.AfterCommitBeforeAnswer, Hold.BeforeTheAnswer, Appends(Call), InShortRun: true),
        new(Victim.Postgres, Point.AfterPublishBeforeMarking, Hold.BeforeIt, Marks),
        new(Victim.Postgres, Point.MidBatch, Hold.BeforeIt, WritesReadModel(Call)),
        new(Victim.Postgres, Point.AfterCommitBeforeAcknowledging, Hold.BeforeIt, Acknowledges),

        // It appends to the trees.
        new(Victim.Sealer, Point.BeforeAppend, Hold.BeforeIt, TakesForSealing),
        new(Victim.Sealer, Point.AfterCommitBeforeAnswer, Hold.BeforeTheAnswer, Seals),
        new(Victim.Sealer, Point.MidBatch, Hold.BeforeIt, Seals, InShortRun: true),
    ];

    public static string Word(Victim victim) => victim switch
    {
        Victim.Service => "service",
        Victim.RelayLeader => "relay-leader",
        Victim.Consumer => "consumer",
        Victim.Broker => "broker",
        Victim.Postgres => "postgres",
        _ => "sealer",
    };

    public static string Word(Point point) => point switch
    {
        Point.BeforeAppend => "before-append",
        Point.AfterCommitBeforeAnswer => "after-commit-before-answer",
        Point.AfterPublishBeforeMarking => "after-publish-before-marking",
        Point.MidBatch => "mid-batch",
        _ => "after-commit-before-acknowledging",
    };

    private static Func<WireMessage, bool> Appends(string kindOfSubject) =>
        message => message.Kind.Contains("platform.append(", StringComparison.Ordinal) && message.Carries(kindOfSubject);

    /// <summary>Comes behind the append in the same transaction.</summary>
    private static Func<WireMessage, bool> WritesReadModel(string kindOfSubject) =>
        message => message.Kind.Contains("INSERT INTO read.answers", StringComparison.Ordinal) && message.Carries(kindOfSubject);

    /// <summary>The first statement of the transaction.</summary>
    private static bool TakesForSealing(WireMessage message) => message.Kind.Contains("DELETE FROM platform.unsealed", StringComparison.Ordinal);

    private static bool Seals(WireMessage message) => message.Kind.Contains("INSERT INTO platform.seal_chunks", StringComparison.Ordinal);

    private static bool Marks(WireMessage message) => message.Kind.Contains("DELETE FROM platform.outbox", StringComparison.Ordinal);

    private static bool Publishes(WireMessage message) => string.Equals(message.Kind, AmqpProtocol.Publish, StringComparison.Ordinal);

    private static bool Acknowledges(WireMessage message) => string.Equals(message.Kind, AmqpProtocol.Ack, StringComparison.Ordinal);
}
