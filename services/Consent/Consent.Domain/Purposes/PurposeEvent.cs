namespace PrivacyPlatform.Consent.Purposes;

/// <summary>Everything that can happen to one purpose. Stream: <c>purpose-{purpose id}</c>.</summary>
public abstract record PurposeEvent
{
    private PurposeEvent() { }

    /// <summary>The purpose was defined, or defined anew with other content: the last definition counts.</summary>
    /// <param name="PurposeId">A code: <c>newsletter</c>.</param>
    /// <param name="LegalBasis">One basis at a time; a change of basis is another event.</param>
    /// <param name="DataCategories">Codes, ordinal order, each once.</param>
    /// <param name="Role">Whose processing it is.</param>
    /// <param name="Title">What people are told; a text about processing, never about a person.</param>
    public sealed record PurposeDefined(
        string PurposeId,
        LegalBasis LegalBasis,
        IReadOnlyList<string> DataCategories,
        ProcessingRole Role,
        string Title) : PurposeEvent;
}
