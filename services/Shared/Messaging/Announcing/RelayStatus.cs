namespace PrivacyPlatform.Messaging;

/// <summary>What the relay is doing, for its health check and for operators. No texts of exceptions: they may hold addresses or data.</summary>
public sealed class RelayStatus
{
    private volatile RelayReport report = new(RelayState.Starting, "starting");

    public RelayReport Report => report;

    internal void Is(RelayState state, string reason) => report = new(state, reason);
}

public sealed record RelayReport(RelayState State, string Reason);

public enum RelayState
{
    Starting,

    /// <summary>Another instance leads; this one waits.</summary>
    Standby,

    Leading,

    /// <summary>Broker or store is away; it tries again.</summary>
    Failing,

    /// <summary>An event that it cannot announce: a person must look.</summary>
    Stopped,
}
