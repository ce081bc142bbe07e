using System.Collections.Concurrent;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>A law, and what it says of the same transfer again and again between two days on which something in it begins or ends.</summary>
internal sealed class DatedLaw
{
    private readonly ConcurrentDictionary<(Regime Regime, Place Place, string? Stated, int Between), TransferVerdict> known = new();
    private readonly DateOnly[] days;

    public DatedLaw(TransferLaw law)
    {
        Law = law;
        days = [.. law.Days];
        Days = [.. days.Select(Telling.Begin)];
    }

    public TransferLaw Law { get; }

    /// <summary>When something in it begins or ends: ascending.</summary>
    public IReadOnlyList<DateTimeOffset> Days { get; }

    public TransferVerdict MechanismFor(Regime regime, Transfer transfer, DateOnly day) => transfer.Certifications.Count > 0
        ? Law.MechanismFor(regime, transfer, day) // a certification has days of its own
        : known.GetOrAdd((regime, transfer.Place, transfer.Stated, Between(day)), _ => Law.MechanismFor(regime, transfer, day));

    private int Between(DateOnly day)
    {
        var index = Array.BinarySearch(days, day);
        return index < 0 ? ~index - 1 : index;
    }
}
