using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>What one customer is told of: the terms of one engagement, by when they were announced, and until when this customer can object.</summary>
/// <param name="TermsNumber">Which terms of the engagement: <see cref="TermsVersion.Number"/>.</param>
/// <param name="Introduction">Announced, or at once in an emergency.</param>
/// <param name="NoticeDays">This customer's own period in whole days, by the agreement that it had when they were announced.</param>
/// <param name="ObjectBy">The first instant at which it is too late to object.</param>
public sealed record NoticeFacts(
    string CustomerId,
    string RegisterId,
    string EngagementId,
    string VendorId,
    int TermsNumber,
    Introduction Introduction,
    DateTimeOffset AnnouncedAt,
    int NoticeDays,
    DateTimeOffset ObjectBy)
{
    /// <summary>Null: this customer gets no notice of these terms, because they stood there before, it was no customer then, or it is over.</summary>
    public static NoticeFacts? Of(string engagementId, Engagement engagement, TermsVersion version, Customer customer)
    {
        if (version.Introduction == Introduction.Listed || engagement.RetiredAt is not null || customer.Agreement.At(version.At) is null)
        {
            return null;
        }

        var days = Activation.NoticeDays(version, customer);
        return new(
            customer.CustomerId,
            engagement.RegisterId,
            engagementId,
            engagement.VendorId,
            version.Number,
            version.Introduction,
            version.At,
            days,
            Activation.PeriodEnd(version.At, days));
    }
}
