using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Messaging;

/// <summary>A message that will not be taken however often it comes: it goes to the error queue with this reason.</summary>
public sealed class MessageRejectedException(Refusal reason) : Exception($"{reason?.Code}: {reason?.Message}")
{
    public Refusal Reason { get; } = reason!;
}

/// <summary>A message that must not be lost and cannot wait here any longer, since the service stops: it goes back to its queue.</summary>
internal sealed class MessageReturnedException() : Exception("The service stops; the message goes back to its queue.");
