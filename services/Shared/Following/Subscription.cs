namespace PrivacyPlatform.Following;

/// <summary>What a follower listens to, and where its messages wait for it.</summary>
/// <param name="Broker">AMQP address, with the follower's own user.</param>
/// <param name="Queue">A durable quorum queue of its own, <c>opsduty.answers</c>: it is declared where it is missing. One follower reads it.</param>
/// <param name="Tenant">Whose messages; <c>#</c> for a service that works for every tenant.</param>
/// <param name="Types">Full names of the messages of one service, which are its exchanges' names, too.</param>
public sealed record Subscription(Uri Broker, string Queue, string Tenant, IReadOnlyList<string> Types)
{
    /// <summary>Messages that the broker sends ahead; that many are in memory at most.</summary>
    public ushort Prefetch { get; init; } = 500;

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{Queue} of {Tenant} at {Broker.Host}:{Broker.Port}";
}
