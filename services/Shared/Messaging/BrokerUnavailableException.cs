using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>The broker does not answer; the same may be asked again.</summary>
public sealed class BrokerUnavailableException(Exception inner) : Exception("The broker does not answer.", inner), ITransientFailure
{
    public string Code => "broker.unavailable";

    public bool IsTransient => true;
}
