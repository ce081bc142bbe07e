using PrivacyPlatform.EventStore;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Messaging;

/// <summary>
/// The end of an erasure: takes what waits about a person out of the service's own error and dead queues, where bodies lie byte for byte as they came.
/// See docs/adr/0013.
/// </summary>
public sealed class FailedMessagesOfSubject
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    private readonly MessagingPlan plan;
    private readonly ErrorQueues errors;
    private readonly LeaderLock turns;
    private readonly TimeProvider clock;

    internal FailedMessagesOfSubject(MessagingPlan plan, BrokerAddress broker, LeaderLock turns, TimeProvider clock) =>
        (this.plan, errors, this.turns, this.clock) = (plan, new ErrorQueues(broker.Uri), turns, clock);

    /// <returns>How many were removed, and how many stay there of which nobody can tell whom they are about.</returns>
    /// <exception cref="BrokerUnavailableException">Do it again.</exception>
    public async Task<(int Discarded, int Unattributed)> Discard(string tenant, string subjectId, CancellationToken ct)
    {
        // One at a time, over all instances: what one of them looks at the others do not see.
        await using var turn = await TakeTurn(ct);
        try
        {
            var (discarded, unattributed) = (0, 0);
            foreach (var consumed in plan.Consumed)
            {
                discarded += await errors.Discard(consumed.Queue(plan), IsAbout, ct);
            }

            return (discarded, unattributed);

            bool IsAbout(FailedMessage message)
            {
                unattributed += message.Tenant is null || message.SubjectId is null ? 1 : 0;
                return message.Tenant == tenant && message.SubjectId == subjectId;
            }
        }
        catch (Exception away) when (away is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException)
        {
            throw new BrokerUnavailableException(away);
        }
    }

    private async Task<Leadership> TakeTurn(CancellationToken ct)
    {
        while (true)
        {
            if (await turns.TryAcquire("failed-messages", ct) is { } turn)
            {
                return turn;
            }

            await Task.Delay(Turn, clock, ct);
        }
    }
}
