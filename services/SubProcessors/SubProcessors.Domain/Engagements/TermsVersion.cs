namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>How terms were introduced to the customers.</summary>
public enum Introduction
{
    /// <summary>They stood in the register before it was kept here.</summary>
    Listed = 1,

    /// <summary>With notice: silence is approval.</summary>
    Announced = 2,

    /// <summary>At once; an objection within the notice period suspends them for the customer who objects.</summary>
    Emergency = 3,
}

/// <summary>Terms that customers were told of.</summary>
/// <param name="Number">1, 2, 3 … within the engagement.</param>
/// <param name="NoticeDays">For customers without an agreement of their own.</param>
/// <param name="At">When they were announced; for listed ones, from when they are known.</param>
public sealed record TermsVersion(int Number, EngagementTerms Terms, Introduction Introduction, int NoticeDays, DateTimeOffset At);

/// <summary>A customer's objection to terms.</summary>
/// <param name="WithdrawnAt">Null: it stands.</param>
public sealed record Objection(string CustomerId, int TermsNumber, string? Reason, DateTimeOffset At, DateTimeOffset? WithdrawnAt)
{
    public bool StandsAt(DateTimeOffset instant) => At <= instant && !(WithdrawnAt <= instant);
}

/// <param name="Until">Null: it lasts.</param>
public sealed record Suspension(string Reason, DateTimeOffset From, DateTimeOffset? Until)
{
    public bool Covers(DateTimeOffset instant) => From <= instant && !(Until <= instant);
}

/// <summary>In whose place an engagement stands at once, and why.</summary>
public sealed record EmergencyReplacement(string Replaces, string Reason);

/// <param name="CustomerId">Null: customers without an agreement of their own.</param>
public sealed record RecordedActivation(string? CustomerId, int TermsNumber);
