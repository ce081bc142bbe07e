using System.Reflection;
using Google.Protobuf.Reflection;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>Every contract that is compiled, found by itself: a new file cannot be forgotten by a test.</summary>
internal static class AllContracts
{
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        .. typeof(ConsentEventsReflection).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .Where(file => file.Package.StartsWith("privacyplatform.", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public static IEnumerable<MessageDescriptor> Messages => Files.SelectMany(file => file.MessageTypes).SelectMany(WithNested);

    /// <summary>What travels on the bus.</summary>
    public static IEnumerable<MessageDescriptor> Announced =>
        Files.Where(file => file.Name.EndsWith("_events.proto", StringComparison.Ordinal)).SelectMany(file => file.MessageTypes);

    public static IEnumerable<string> AnnouncedNames => Announced.Select(message => message.FullName);

    public static MessageDescriptor Message(string fullName) => Messages.Single(message => message.FullName == fullName);

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.Where(nested => !nested.GetOptions()?.MapEntry ?? true).SelectMany(WithNested).Prepend(message);
}
