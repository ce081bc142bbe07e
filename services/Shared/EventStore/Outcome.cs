using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.EventStore;

/// <summary>What a command came to.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>This command id was decided before: the outcome is that first one, and nothing was stored now.</summary>
    public bool Repeated { get; init; }

    /// <param name="Version">The stream's version after the last of the events.</param>
    public sealed record Recorded(IReadOnlyList<Guid> EventIds, long Version) : Outcome;

    /// <summary>It was so already; no event.</summary>
    /// <param name="Version">The stream's version that this was decided on; 0 for a stream without events.</param>
    public sealed record AlreadySo(long Version) : Outcome;

    /// <summary>Nothing was stored, not even the command's id: the same command may come again when its reason is gone, and is then decided anew.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome;
}
