using System.Collections.Immutable;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;

namespace PrivacyPlatform.SubProcessors.Agreements;

public abstract record AgreementState
{
    private AgreementState() { }

    public sealed record None : AgreementState;

    /// <param name="Versions">In the order in which they were recorded; at least one.</param>
    /// <param name="EndedAt">Null: it has not ended.</param>
    public sealed record Known(string CustomerId, ImmutableList<AgreedVersion> Versions, DateTimeOffset? EndedAt) : AgreementState;

    public static AgreementState Initial { get; } = new None();

    /// <summary>The version that counts at an instant; null: none does. Of two from the same instant, the one recorded last.</summary>
    public AgreedVersion? At(DateTimeOffset instant) => this is Known known && !(known.EndedAt <= instant)
        ? known.Versions.Where(version => version.From <= instant).OrderBy(version => version.From).LastOrDefault()
        : null;

    public static AgreementState Evolve(AgreementState state, AgreementEvent @event) => (state, @event) switch
    {
        (Known known, AgreementRecorded e) => known with { Versions = known.Versions.Add(VersionOf(e)), EndedAt = null },
        (_, AgreementRecorded e) => new Known(e.CustomerId, [VersionOf(e)], null),
        (Known known, AgreementEnded e) => known with { EndedAt = e.At },
        _ => throw new InvalidOperationException($"({state.GetType().Name}, {@event.GetType().Name}) is not evolved"),
    };

    private static AgreedVersion VersionOf(AgreementRecorded e) => new(e.DpaVersion, e.NoticeDays, e.From);
}

/// <summary>A version of the agreement as one customer has it.</summary>
public sealed record AgreedVersion(string DpaVersion, int NoticeDays, DateTimeOffset From);
