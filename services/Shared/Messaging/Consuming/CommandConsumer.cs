using Google.Protobuf;
using MassTransit;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>Takes one message type as commands. Everything that is the same for all of them is in <see cref="CommandIntake"/>.</summary>
public abstract class CommandConsumer<TMessage>(CommandIntake intake) : IConsumer<TMessage>
    where TMessage : class, IMessage<TMessage>
{
    public Task Consume(ConsumeContext<TMessage> context) => intake.Take(context, Execute);

    /// <summary>Decides and stores. Called again after a transient failure, so it does nothing but that.</summary>
    /// <param name="message">Fields that must be there are checked here: an absent one has its default value.</param>
    /// <param name="envelope">Its <see cref="CommandEnvelope.OccurredAt"/> is the time of receipt; the message knows better.</param>
    /// <param name="ct">Canceled when the message is no longer ours.</param>
    /// <returns>A refusal sends the message to the error queue with its code; it can be sent again when the reason is gone.</returns>
    protected abstract Task<Outcome> Execute(TMessage message, CommandEnvelope envelope, CancellationToken ct);
}
