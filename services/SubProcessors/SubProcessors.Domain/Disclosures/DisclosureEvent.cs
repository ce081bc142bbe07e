namespace PrivacyPlatform.SubProcessors.Disclosures;

/// <summary>Everything that can happen to one sharing. Stream: <c>disclosure-{id}</c>.</summary>
public abstract record DisclosureEvent
{
    private DisclosureEvent() { }

    /// <summary>Data was shared. It never changes again.</summary>
    /// <param name="Recipient">A code of an organization: a vendor's id, <c>kripos</c>. Never a person.</param>
    /// <param name="DataCategories">Codes, each once, in ordinal order; at least one.</param>
    /// <param name="Approver">A code for who allowed it; where a government asks, there always is one. Null: nobody had to.</param>
    /// <param name="SubjectId">The person whose data it was, opaque; null: no single person's.</param>
    /// <param name="At">When it was shared.</param>
    public sealed record DisclosureRecorded(
        string DisclosureId,
        RecipientCategory Category,
        string Recipient,
        DisclosureGround Ground,
        IReadOnlyList<string> DataCategories,
        string? Approver,
        string? SubjectId,
        DateTimeOffset At) : DisclosureEvent;
}
