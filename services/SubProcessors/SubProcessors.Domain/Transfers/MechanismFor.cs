namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>What an engagement says of one transfer.</summary>
/// <param name="Place">Where the data goes.</param>
/// <param name="Stated">The mechanism that the engagement names; null: none.</param>
/// <param name="Certifications">The vendor's.</param>
public sealed record Transfer(Place Place, string? Stated, IReadOnlyList<Certification> Certifications);

/// <summary>What a transfer rests on, on one day.</summary>
/// <param name="Reason">A stable code, part of the API: <c>transfer.covered</c>.</param>
/// <param name="Bases">Ids of everything that covers it, the one that counts first: adequacy before a framework before what the engagement states (Art 46: "in the absence of a decision").</param>
public sealed record TransferVerdict(string Reason, IReadOnlyList<string> Bases)
{
    /// <summary>The place is inside: nothing is transferred.</summary>
    public const string NotNeeded = "transfer.not_needed";

    public const string Covered = "transfer.covered";

    /// <summary>Nobody told where the data goes, and nothing that is stated would cover any place.</summary>
    public const string PlaceUnknown = "transfer.place_unknown";

    public const string MechanismMissing = "transfer.mechanism_missing";

    public const string MechanismUnknown = "transfer.mechanism_unknown";

    public const string NotYetValid = "transfer.mechanism_not_yet_valid";

    public const string NoLongerValid = "transfer.mechanism_no_longer_valid";

    public const string OtherPlace = "transfer.mechanism_for_another_place";

    public const string OtherRegime = "transfer.mechanism_of_another_regime";

    public const string NotCertified = "transfer.vendor_not_certified";

    /// <summary>Lawful, or not to be told: only what is known to lack a basis is not.</summary>
    public bool IsAcceptable => Reason is NotNeeded or Covered or PlaceUnknown;
}

public sealed partial record TransferLaw
{
    /// <summary>The mechanism that covers a transfer on a day, or the reason why none does.</summary>
    public TransferVerdict MechanismFor(Regime regime, Transfer transfer, DateOnly day)
    {
        if (IsInside(regime, transfer.Place, day))
        {
            return new(TransferVerdict.NotNeeded, []);
        }

        var stated = transfer.Stated is { } id ? Mechanisms.GetValueOrDefault(id) : null;
        var fault = transfer.Stated is null ? TransferVerdict.MechanismMissing
            : stated is null ? TransferVerdict.MechanismUnknown
            : FaultOf(stated, regime, transfer, day);
        var bases = Mechanisms.Values
            .Where(mechanism => mechanism.Kind is MechanismKind.Adequacy or MechanismKind.CertificationFramework)
            .Where(mechanism => mechanism.Places.Count > 0 && FaultOf(mechanism, regime, transfer, day) is null)
            .OrderBy(mechanism => mechanism.Kind)
            .ThenBy(mechanism => mechanism.Id, StringComparer.Ordinal)
            .Select(mechanism => mechanism.Id)
            .ToList();
        if (fault is null && !bases.Contains(stated!.Id, StringComparer.Ordinal))
        {
            bases.Add(stated.Id);
        }

        return bases.Count > 0 ? new(TransferVerdict.Covered, bases)
            : transfer.Place.Kind == PlaceKind.Unknown && fault != TransferVerdict.MechanismUnknown ? new(TransferVerdict.PlaceUnknown, [])
            : new(fault!, []);
    }

    /// <summary>What a party could still conclude with any vendor on a day: open, for any place, and needing nobody's approval.</summary>
    public IReadOnlyList<string> OpenToConclude(Regime regime, DateOnly day) =>
    [
        .. Mechanisms.Values
            .Where(mechanism => mechanism.Kind == MechanismKind.StandardContractualClauses && mechanism.Regimes.Contains(regime))
            .Where(mechanism => mechanism.HoldsOn(day) && !IsClosed(mechanism, day) && mechanism.Id != UntoldClauses)
            .Select(mechanism => mechanism.Id)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The same for all the rules that bind a register: what counts under any of them.</summary>
    public IReadOnlyList<string> OpenToConclude(IReadOnlyList<Regime> regimes, DateOnly day) =>
        [.. regimes.SelectMany(regime => OpenToConclude(regime, day)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether nothing new may rest on it any more.</summary>
    public static bool IsClosed(TransferMechanism mechanism, DateOnly day) => mechanism.ClosedToNewFrom is { } closed && closed <= day;

    /// <summary>"Standard contractual clauses", where the source does not tell which.</summary>
    public const string UntoldClauses = "scc";

    private string? FaultOf(TransferMechanism mechanism, Regime regime, Transfer transfer, DateOnly day) =>
        !mechanism.Regimes.Contains(regime) ? TransferVerdict.OtherRegime
        : !Covers(mechanism, transfer.Place, day) ? TransferVerdict.OtherPlace
        : day < mechanism.From ? TransferVerdict.NotYetValid
        : !mechanism.HoldsOn(day) ? TransferVerdict.NoLongerValid
        : mechanism.NeedsCertification && !transfer.Certifications.Any(held => held.MechanismId == mechanism.Id && held.HoldsOn(day)) ? TransferVerdict.NotCertified
        : null;
}
