using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Messaging;

/// <summary>A message that will not be taken however often it comes: it goes to the error queue with this reason.</summary>
public sealed class MessageRejectedException(Refusal reason) : Exception($"{reason?.Code}: {reason?.Message}")
{
    public Refusal Reason { get; } = reason!;
}
