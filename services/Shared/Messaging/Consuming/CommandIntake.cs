using System.Diagnostics;
using Google.Protobuf;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>From a message to a decided command: envelope, trace, patience in an outage, and the error queue for a refusal.</summary>
public sealed partial class CommandIntake
{
    private readonly MessagingPlan plan;
    private readonly ErrorQueue errors;
    private readonly Senders senders;
    private readonly StoreGate gate;
    private readonly ConsumerWatchdog watchdog;
    private readonly MessagingTelemetry telemetry;
    private readonly TimeProvider clock;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ILogger<CommandIntake> logger;

    internal CommandIntake(
        MessagingPlan plan, ErrorQueue errors, Senders senders, StoreGate gate, ConsumerWatchdog watchdog, MessagingTelemetry telemetry,
        TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<CommandIntake> logger)
    {
        (this.plan, this.errors, this.senders, this.gate, this.watchdog, this.telemetry) = (plan, errors, senders, gate, watchdog, telemetry);
        (this.clock, this.lifetime, this.logger) = (clock, lifetime, logger);
    }

    internal async Task Take<TMessage>(
        ConsumeContext<TMessage> context, Func<TMessage, CommandEnvelope, CancellationToken, Task<Outcome>> execute)
        where TMessage : class, IMessage<TMessage>
    {
        var delivery = context.GetPayload<RabbitMqBasicConsumeContext>();
        var queue = QueueNames.Of(plan.ServiceName, context.Message.Descriptor);
        using var activity = MessagingTelemetry.StartConsuming(context.Message.Descriptor, delivery.Properties);
        try
        {
            var envelope = IncomingEnvelope.Of(delivery, queue, senders, clock.GetUtcNow());
            var outcome = await ExecuteThroughOutages(() => execute(context.Message, envelope, context.CancellationToken), queue, context.CancellationToken);
            if (outcome is Outcome.Refused refused)
            {
                throw new MessageRejectedException(refused.Refusal);
            }

            telemetry.Consumed(queue);
        }
        catch (MessageRejectedException rejected)
        {
            await Reject(context, queue, rejected, activity);
        }
        catch (CommandIdReusedException reused)
        {
            await Reject(context, queue, new(new(EdgeCodes.IdReused, reused.Message, "message_id")), activity);
        }
    }

    private async Task Reject(ConsumeContext context, string queue, MessageRejectedException rejected, Activity? activity)
    {
        activity?.SetStatus(ActivityStatusCode.Error, rejected.Reason.Code);
        await errors.Move(context.ReceiveContext, queue, rejected.Reason);
        LogRejected(context.MessageId, queue, rejected.Reason.Code, rejected.Reason.Field);
    }

    /// <summary>
    /// Repeats in place while the store is away: the message keeps its place, what the broker sent ahead waits behind it, and no more
    /// is taken. An outage sends nothing to the error queue.
    /// </summary>
    private async Task<Outcome> ExecuteThroughOutages(Func<Task<Outcome>> execute, string queue, CancellationToken ours)
    {
        var began = clock.GetTimestamp();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ours, lifetime.ApplicationStopping, watchdog.Restarting);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                gate.ThrowIfClosed();
                return await execute();
            }
            catch (Exception outage) when (TransientFailure.Is(outage) && !ours.IsCancellationRequested)
            {
                telemetry.Retried(queue);
                var delay = Backoff.Standard.Before(attempt);
                if (attempt == 0)
                {
                    LogOutage(queue, outage.GetType().Name);
                }

                watchdog.StillRetrying(clock.GetElapsedTime(began));
                await Task.Delay(delay, clock, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (waiting.IsCancellationRequested)
                {
                    throw new MessageReturnedException();
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} went to the error queue of {Queue}: {Code} {Field}")]
    private partial void LogRejected(Guid? messageId, string queue, string code, string? field);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of {Queue} is tried again until it succeeds: {Failure}")]
    private partial void LogOutage(string queue, string failure);
}
