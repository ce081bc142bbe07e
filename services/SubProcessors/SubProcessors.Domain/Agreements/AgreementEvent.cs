namespace PrivacyPlatform.SubProcessors.Agreements;

/// <summary>Everything that can happen to one customer's data processing agreement. Stream: <c>agreement-{customer}</c>.</summary>
public abstract record AgreementEvent
{
    private AgreementEvent() { }

    /// <summary>The customer has this version of the agreement, with its notice period.</summary>
    /// <param name="CustomerId">A code for the organization, never for a person.</param>
    /// <param name="DpaVersion">The version's label: <c>2025-01</c>.</param>
    /// <param name="NoticeDays">Whole days between the announcement of a sub-processor and its start.</param>
    /// <param name="From">From when this version counts.</param>
    public sealed record AgreementRecorded(string CustomerId, string DpaVersion, int NoticeDays, DateTimeOffset From) : AgreementEvent;

    /// <summary>The customer is none any more: it gets no notices, and nothing waits for it.</summary>
    public sealed record AgreementEnded(string CustomerId, DateTimeOffset At) : AgreementEvent;
}
