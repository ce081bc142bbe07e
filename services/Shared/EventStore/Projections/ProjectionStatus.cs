namespace PrivacyPlatform.EventStore;

/// <summary>How a view of a service's events stands. Positions are over all tenants.</summary>
/// <param name="IsInline">Written by the appends themselves: never behind.</param>
/// <param name="Version">Of the code that built what is read.</param>
/// <param name="Position">The last event that it has taken in.</param>
/// <param name="Head">The last event that there is.</param>
/// <param name="RebuiltPercent">0 to 100; null: it is not being built anew.</param>
/// <param name="StoppedAt">The position of the event that it cannot take in; null also for an inline one.</param>
/// <param name="StoppedReason">Kinds and names only; null: it, and what is built to take its place, move.</param>
public sealed record ProjectionStatus(
    string Name, bool IsInline, int Version, long Position, long Head, int? RebuiltPercent, long? StoppedAt, string? StoppedReason)
{
    /// <summary>How many events it has not taken in.</summary>
    public long Lag => Math.Max(0, Head - Position);
}
