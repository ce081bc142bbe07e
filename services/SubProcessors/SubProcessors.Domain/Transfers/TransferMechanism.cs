namespace PrivacyPlatform.SubProcessors.Transfers;

public enum MechanismKind
{
    /// <summary>Art 45: the authority found the place's law adequate.</summary>
    Adequacy = 1,

    /// <summary>Art 46(2)(c).</summary>
    StandardContractualClauses = 2,

    /// <summary>Art 47.</summary>
    BindingCorporateRules = 3,

    /// <summary>Adequacy for certified vendors only: Safe Harbour, Privacy Shield, Data Privacy Framework.</summary>
    CertificationFramework = 4,

    /// <summary>Art 49.</summary>
    Derogation = 5,
}

/// <summary>What a transfer may rest on, and when. Days are those of UTC.</summary>
/// <param name="Id">A code: <c>scc-2021</c>, <c>eu-us-dpf</c>, <c>adequacy-jp</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Regimes">Under which rules it counts.</param>
/// <param name="From">The first day on which it holds.</param>
/// <param name="Until">The first day on which it no longer holds; null: no end is known.</param>
/// <param name="ClosedToNewFrom">From this day on nothing new may rest on it, while what did goes on until <paramref name="Until"/>; null: it is open.</param>
/// <param name="Places">Codes of countries and blocs that it covers; empty: any place.</param>
/// <param name="NeedsCertification">It covers only a vendor that is certified on that day.</param>
/// <param name="EndedBy">The judgment or act that ended it; null where it has no end or none is known.</param>
/// <param name="Scope">What else limits it, for people; null: nothing.</param>
public sealed record TransferMechanism(
    string Id,
    MechanismKind Kind,
    string Title,
    IReadOnlyList<Regime> Regimes,
    DateOnly From,
    DateOnly? Until,
    DateOnly? ClosedToNewFrom,
    IReadOnlyList<string> Places,
    bool NeedsCertification,
    string? EndedBy = null,
    string? Scope = null)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day < Until);
}
