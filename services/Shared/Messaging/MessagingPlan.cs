using Google.Protobuf;
using Google.Protobuf.Reflection;
using MassTransit;

namespace PrivacyPlatform.Messaging;

/// <summary>What a service takes from the bus and what it announces, one line each.</summary>
public sealed class MessagingPlan
{
    private readonly List<ConsumedMessage> consumed = [];
    private readonly List<(string EventType, string Reason)> silent = [];

    /// <summary>Prefix of the service's queues and name of its relay's lock: <c>consent</c>.</summary>
    public string ServiceName { get; private set; } = "";

    /// <summary>A longer body goes to the error queue with <see cref="EdgeCodes.TooLarge"/>. Bytes.</summary>
    public int MaximumBodyBytes { get; private set; } = 256 * 1024;

    /// <summary>Deliveries of one message before it goes to the dead queue.</summary>
    public int DeliveryLimit { get; private set; } = QueuePolicy.DeliveryLimit;

    internal AnnouncementMap? Announcements { get; private set; }

    internal IReadOnlyList<ConsumedMessage> Consumed => consumed;

    /// <summary>Every message type that has an exchange of ours.</summary>
    internal IEnumerable<MessageDescriptor> Messages =>
        (Announcements?.Messages ?? []).Concat(consumed.Select(one => one.Message)).DistinctBy(message => message.FullName);

    public MessagingPlan Service(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ServiceName = name;
        return this;
    }

    /// <summary>One message, one consumer, its policy in the definition beside it.</summary>
    public MessagingPlan Consume<TMessage, TConsumer, TDefinition>()
        where TMessage : class, IMessage<TMessage>
        where TConsumer : CommandConsumer<TMessage>
        where TDefinition : CommandConsumerDefinition<TConsumer, TMessage>
    {
        consumed.Add(new(Contracts.DescriptorOf<TMessage>(), bus => bus.AddConsumer<TConsumer, TDefinition>()));
        return this;
    }

    /// <summary>Relays every recorded event as <paramref name="map"/> says.</summary>
    public MessagingPlan Announce(AnnouncementMap map)
    {
        Announcements = map;
        return this;
    }

    /// <summary>Says of an event type that the platform records in every service that it is not announced.</summary>
    /// <inheritdoc cref="AnnouncementMap.NotAnnounced" path="/param"/>
    public MessagingPlan NotAnnounced(string eventType, string reason)
    {
        silent.Add((eventType, reason));
        return this;
    }

    /// <param name="maximumBytes">Of one message.</param>
    public MessagingPlan LimitBody(int maximumBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, 1);
        MaximumBodyBytes = maximumBytes;
        return this;
    }

    /// <summary>A queue that exists keeps its limit: the broker refuses to declare it again with another.</summary>
    public MessagingPlan LimitDeliveries(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        DeliveryLimit = limit;
        return this;
    }

    internal void Complete()
    {
        if (ServiceName.Length == 0)
        {
            throw new InvalidOperationException("Say which service this is: bus.Service(\"consent\").");
        }

        Announcements = Announcements?.And(silent);
    }

    internal sealed record ConsumedMessage(MessageDescriptor Message, Action<IBusRegistrationConfigurator> Register)
    {
        public string Queue(MessagingPlan plan) => QueueNames.Of(plan.ServiceName, Message);
    }
}
