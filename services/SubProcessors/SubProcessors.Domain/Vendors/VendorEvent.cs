namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Everything that can happen to one company. Stream: <c>vendor-{id}</c>.</summary>
public abstract record VendorEvent
{
    private VendorEvent() { }

    /// <summary>What is known of the company, all of it: what is null is not known.</summary>
    /// <param name="Name">Null: the source lost it.</param>
    /// <param name="NameIsInferred">From the contact's address or from elsewhere, not from the source.</param>
    /// <param name="Country">ISO 3166-1 alpha-2 of its seat.</param>
    /// <param name="Contacts">E-mail or https addresses of the business.</param>
    /// <param name="InformationUrl">Where it tells about privacy.</param>
    public sealed record VendorDescribed(
        string VendorId,
        string? Name,
        bool NameIsInferred,
        string? Country,
        IReadOnlyList<string> Contacts,
        string? InformationUrl) : VendorEvent;

    /// <summary>A text mentions the company as receiving data, whether or not a register lists it.</summary>
    /// <param name="MentionedIn">A code for the text: the register or page that it belongs to.</param>
    public sealed record VendorObserved(
        string VendorId,
        string? Name,
        string MentionedIn,
        IReadOnlyList<PurposeRole> Purposes,
        IReadOnlyList<string> DataCategories,
        DateTimeOffset At) : VendorEvent;

    /// <summary>The company's own sub-processors, all of them.</summary>
    public sealed record SubProcessorsDeclared(string VendorId, IReadOnlyList<NestedSubProcessor> SubProcessors) : VendorEvent;

    /// <summary>Somebody looked and found a control in place, or not.</summary>
    /// <param name="Control">A code: <c>two-factor-sign-in</c>, <c>least-privilege</c>, <c>dpa-signed</c>, <c>due-diligence</c>.</param>
    /// <param name="By">A code for who looked, never a person's name.</param>
    /// <param name="EvidenceUrl">Null: none.</param>
    public sealed record ControlAttested(string VendorId, string Control, bool InPlace, string By, DateOnly On, string? EvidenceUrl) : VendorEvent;

    /// <summary>The company stands on a framework's list, or has approved corporate rules, for that time. The last record for a mechanism and first day counts.</summary>
    public sealed record VendorCertified(string VendorId, string MechanismId, DateOnly From, DateOnly? Until) : VendorEvent;
}
