using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Mechanisms;

/// <summary>
/// Everything that a tenant records of one transfer mechanism. Stream: <c>mechanism-{id}</c>. Most mechanisms come from the data file and have no
/// event until they are invalidated.
/// </summary>
public abstract record MechanismEvent
{
    private MechanismEvent() { }

    /// <summary>A mechanism of the tenant's own: a vendor's binding corporate rules, clauses of a supervisory authority.</summary>
    /// <param name="Places">Codes of countries and blocs; empty: any place.</param>
    public sealed record MechanismDefined(
        string MechanismId,
        MechanismKind Kind,
        string Title,
        IReadOnlyList<Regime> Regimes,
        DateOnly From,
        DateOnly? Until,
        IReadOnlyList<string> Places,
        bool NeedsCertification) : MechanismEvent;

    /// <summary>From that day on nothing may rest on it. Recorded again with another day, the last one counts.</summary>
    /// <param name="Reason">The judgment or act: one line.</param>
    public sealed record TransferMechanismInvalidated(string MechanismId, DateOnly From, string Reason) : MechanismEvent;
}
