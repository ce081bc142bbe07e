using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Registers;

/// <summary>Everything that can happen to one register. Stream: <c>register-{id}</c>.</summary>
public abstract record RegisterEvent
{
    private RegisterEvent() { }

    /// <summary>The register was defined, or defined anew.</summary>
    /// <param name="RegisterId">A code: <c>octopus-billing</c>.</param>
    /// <param name="Title">What the page is called.</param>
    /// <param name="NoticeDays">The notice period of customers without an agreement of their own, and of the public page; whole days.</param>
    /// <param name="ExporterRoles">As what the tenant handles this register's data; empty: not known.</param>
    /// <param name="Regimes">Whose rules on transfers bind it.</param>
    /// <param name="IsPublic">Whether the page can be read without signing in.</param>
    public sealed record RegisterDefined(
        string RegisterId,
        string Title,
        int NoticeDays,
        IReadOnlyList<ProcessingRole> ExporterRoles,
        IReadOnlyList<Regime> Regimes,
        bool IsPublic) : RegisterEvent;
}
