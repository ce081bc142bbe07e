using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Messaging;

/// <summary>The descriptor of a generated message class.</summary>
internal static class Contracts
{
    private static readonly ConcurrentDictionary<Type, MessageDescriptor> Known = [];

    public static MessageDescriptor DescriptorOf<TMessage>()
        where TMessage : class, IMessage<TMessage> => DescriptorOf(typeof(TMessage));

    public static MessageDescriptor DescriptorOf(Type messageType) => Known.GetOrAdd(messageType, static type =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as MessageDescriptor
        ?? throw new InvalidOperationException($"{type.Name} is not a generated protobuf message."));
}
