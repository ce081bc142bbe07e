using PrivacyPlatform.SubProcessors.Agreements;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>For whom it is asked.</summary>
/// <param name="CustomerId">A code of an organization.</param>
/// <param name="Agreement">What is known of its agreement.</param>
public sealed record Customer(string CustomerId, AgreementState Agreement);

public enum StandingKind
{
    /// <summary>A draft: nobody was told.</summary>
    Proposed = 1,

    /// <summary>The notice period runs.</summary>
    Announced = 2,

    /// <summary>The customer objected.</summary>
    Objected = 3,
    Active = 4,
    Suspended = 5,
    Retired = 6,
}

/// <summary>How an engagement stands for one customer at an instant.</summary>
/// <param name="Since">From when; null for a draft.</param>
/// <param name="InForce">The terms that hold; null: none do.</param>
/// <param name="Next">Terms that will hold if the customer does not object; null: none.</param>
/// <param name="NextFrom">From when <paramref name="Next"/> will.</param>
public sealed record Standing(StandingKind Kind, DateTimeOffset? Since, TermsVersion? InForce, TermsVersion? Next, DateTimeOffset? NextFrom);

/// <summary>
/// When terms become active, and for whom (Art 28(2)): once the customer's own notice period has passed without an objection. Computed from recorded
/// facts whenever it is asked; no timer decides.
/// </summary>
public static class Activation
{
    /// <summary>
    /// The end of a notice period. The day of the announcement does not count, and the last day counts in full (Regulation 1182/71, Art 3), in UTC:
    /// never shorter than that many times 24 hours. No days: at once.
    /// </summary>
    public static DateTimeOffset PeriodEnd(DateTimeOffset announcedAt, int noticeDays) =>
        noticeDays == 0 ? announcedAt : new DateTimeOffset(announcedAt.UtcDateTime.Date, TimeSpan.Zero).AddDays(noticeDays + 1);

    /// <summary>The notice period for terms: that of the agreement which the customer had when they were announced, else the register's.</summary>
    /// <param name="customer">Null: somebody without an agreement.</param>
    public static int NoticeDays(TermsVersion version, Customer? customer) => customer?.Agreement.At(version.At)?.NoticeDays ?? version.NoticeDays;

    /// <summary>From when terms hold for a customer; null: never, as far as is known, because it objects.</summary>
    public static DateTimeOffset? ActiveFrom(Engagement engagement, TermsVersion version, Customer? customer)
    {
        var objections = ObjectionsOf(engagement, version, customer).ToList();
        return version.Introduction switch
        {
            Introduction.Listed or Introduction.Emergency => version.At,
            _ when objections.Exists(objection => objection.WithdrawnAt is null) => null,
            _ => objections.Select(objection => objection.WithdrawnAt!.Value).Append(PeriodEnd(version.At, NoticeDays(version, customer))).Max(),
        };
    }

    /// <summary>How the engagement stands for a customer at an instant, by what is known.</summary>
    /// <param name="customer">Null: for customers without an agreement of their own, and for the public page.</param>
    public static Standing At(Engagement engagement, Customer? customer, DateTimeOffset instant)
    {
        if (engagement.RetiredAt is { } retired && retired <= instant)
        {
            return new(StandingKind.Retired, retired, null, null, null);
        }

        var told = engagement.Versions.FindAll(version => version.At <= instant);
        if (told.Count == 0)
        {
            return new(StandingKind.Proposed, null, null, null, null);
        }

        var inForce = told.FindLast(version => Holds(engagement, version, customer, instant));
        var last = told[^1];
        var next = last == inForce ? null : last;
        var nextFrom = next is null ? null : ActiveFrom(engagement, next, customer);
        next = nextFrom is null ? null : next;
        return engagement.Suspensions.FindLast(suspension => suspension.Covers(instant)) is { } suspension ? new(StandingKind.Suspended, suspension.From, inForce, next, nextFrom)
            : inForce is not null ? new(StandingKind.Active, HeldSince(engagement, inForce, customer, instant), inForce, next, nextFrom)
            : StandingObjection(engagement, last, customer, instant) is { } objection ? new(StandingKind.Objected, objection.At, null, null, null)
            : new(StandingKind.Announced, last.At, null, next, nextFrom);
    }

    private static bool Holds(Engagement engagement, TermsVersion version, Customer? customer, DateTimeOffset instant) =>
        StandingObjection(engagement, version, customer, instant) is null && ActiveFrom(engagement, version, customer) <= instant;

    private static DateTimeOffset HeldSince(Engagement engagement, TermsVersion version, Customer? customer, DateTimeOffset instant) =>
        ObjectionsOf(engagement, version, customer)
            .Select(objection => objection.WithdrawnAt)
            .Where(withdrawn => withdrawn <= instant)
            .Append(ActiveFrom(engagement, version, customer))
            .Max()!.Value;

    private static Objection? StandingObjection(Engagement engagement, TermsVersion version, Customer? customer, DateTimeOffset instant) =>
        ObjectionsOf(engagement, version, customer).LastOrDefault(objection => objection.StandsAt(instant));

    private static IEnumerable<Objection> ObjectionsOf(Engagement engagement, TermsVersion version, Customer? customer) =>
        engagement.Objections.Where(objection => objection.CustomerId == customer?.CustomerId && objection.TermsNumber == version.Number);
}
