namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>
/// Everything that can happen to one engagement: one vendor doing one thing in one register. Stream: <c>engagement-{id}</c>; the id itself is not
/// repeated inside.
/// </summary>
public abstract record EngagementEvent
{
    private EngagementEvent() { }

    public abstract string RegisterId { get; init; }

    public abstract string VendorId { get; init; }

    /// <summary>It stood in the register before the register was kept here: active for everybody, without notice.</summary>
    /// <param name="At">From when it is known to be so.</param>
    public sealed record EngagementListed(string RegisterId, string VendorId, EngagementTerms Terms, DateTimeOffset At) : EngagementEvent;

    /// <summary>A draft: nobody outside was told.</summary>
    public sealed record EngagementProposed(string RegisterId, string VendorId, EngagementTerms Terms) : EngagementEvent;

    /// <summary>Customers were told; each one's notice period begins.</summary>
    /// <param name="NoticeDays">For customers without an agreement of their own: the register's, as it was then.</param>
    /// <param name="At">When it was recorded, never earlier: a notice cannot be back-dated.</param>
    public sealed record EngagementAnnounced(string RegisterId, string VendorId, EngagementTerms Terms, int NoticeDays, DateTimeOffset At) : EngagementEvent;

    /// <summary>Active at once, because another could not wait; customers are told and can object.</summary>
    /// <param name="Replaces">The engagement in whose place it stands.</param>
    /// <param name="Reason">Shown with it: one line.</param>
    public sealed record EngagementReplacedInEmergency(
        string RegisterId, string VendorId, EngagementTerms Terms, string Replaces, string Reason, int NoticeDays, DateTimeOffset At) : EngagementEvent;

    /// <summary>Other terms.</summary>
    /// <param name="TermsNumber">The number that these terms have among those that customers were told of; 0: nobody was told.</param>
    /// <param name="Way">Of a draft, of a correction that adds nothing, or with notice to the customers.</param>
    public sealed record EngagementAmended(
        string RegisterId, string VendorId, int TermsNumber, EngagementTerms Terms, AmendmentWay Way, int NoticeDays, DateTimeOffset At) : EngagementEvent;

    /// <summary>A customer objected to the terms of that number within its notice period: they do not hold for that customer.</summary>
    /// <param name="Reason">One line about processing; null: none was given.</param>
    public sealed record EngagementObjected(
        string RegisterId, string VendorId, string CustomerId, int TermsNumber, string? Reason, DateTimeOffset At) : EngagementEvent;

    /// <summary>The customer no longer objects.</summary>
    public sealed record ObjectionWithdrawn(string RegisterId, string VendorId, string CustomerId, int TermsNumber, DateTimeOffset At) : EngagementEvent;

    /// <summary>Terms became active. It records what had become so by itself, in order that others are told.</summary>
    /// <param name="CustomerId">Null: for all customers without an agreement of their own.</param>
    /// <param name="From">The instant that follows from the facts, not the one at which it was noticed.</param>
    public sealed record EngagementActivated(
        string RegisterId, string VendorId, string? CustomerId, int TermsNumber, DateTimeOffset From, bool InEmergency) : EngagementEvent;

    /// <summary>For everybody, until it is resumed.</summary>
    public sealed record EngagementSuspended(string RegisterId, string VendorId, string Reason, DateTimeOffset At) : EngagementEvent;

    public sealed record EngagementResumed(string RegisterId, string VendorId, DateTimeOffset At) : EngagementEvent;

    /// <summary>It is over, for good.</summary>
    /// <param name="ReplacedBy">The engagement that stands in its place; null: none.</param>
    public sealed record EngagementRetired(string RegisterId, string VendorId, string? ReplacedBy, DateTimeOffset At) : EngagementEvent;
}

/// <summary>How terms came to be other ones.</summary>
public enum AmendmentWay
{
    /// <summary>Nobody had been told of the old ones.</summary>
    Draft = 1,

    /// <summary>They say better what was so already, and allow the vendor nothing new: no notice.</summary>
    Correction = 2,

    /// <summary>With notice: the old terms hold for a customer until its period has passed without an objection.</summary>
    Announced = 3,
}
