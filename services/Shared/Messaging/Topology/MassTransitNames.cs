using Google.Protobuf;
using MassTransit;

namespace PrivacyPlatform.Messaging;

/// <summary>Tells MassTransit our names: an exchange is called as its message's full name.</summary>
internal sealed class ExchangeNames : IEntityNameFormatter
{
    public string FormatEntityName<T>() => typeof(IMessage).IsAssignableFrom(typeof(T)) && typeof(T).IsClass
        ? Contracts.DescriptorOf(typeof(T)).FullName
        : typeof(T).FullName ?? typeof(T).Name;
}

/// <summary>Tells MassTransit our names: a consumer's queue is called as its service and its one message.</summary>
internal sealed class ConsumerQueueNames(string service) : DefaultEndpointNameFormatter(includeNamespace: false)
{
    public override string Consumer<T>() => QueueNames.Of(service, Contracts.DescriptorOf(MessageOf(typeof(T))));

    private static Type MessageOf(Type consumer) => consumer.GetInterfaces()
        .Single(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .GetGenericArguments()[0];
}
