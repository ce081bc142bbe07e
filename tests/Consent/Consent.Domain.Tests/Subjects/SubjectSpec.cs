using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Testing;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Tests.Subjects;

/// <summary>The facts that the stories about a person's answers share. Day n is n days after the first of January.</summary>
public abstract class SubjectSpec
{
    protected static readonly DateTimeOffset Now = Day(60);

    protected static readonly NoticeReference Policy = new("privacy-policy", "2024-07-22", new string('a', 64));

    protected static readonly PublishedNotice Published = new(Policy, "en", "https://www.opsduty.io/privacy", false, null, Day(0));

    protected static readonly Evidence Web = new(Policy, Channel.Web, "en", "opsduty-web");

    protected DeciderSpec<SubjectCommand, SubjectState, SubjectEvent> Spec { get; } = new(SubjectDecider.Decider);

    protected static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero).AddDays(day);

    protected static GrantConsent Grant(int day) => new()
    {
        SubjectId = "s-1",
        PurposeId = "newsletter",
        OccurredAt = Day(day),
        RecordedAt = Now,
        Evidence = Web,
        PurposeIsDefined = true,
        Notice = Published,
    };

    protected static DenyConsent Deny(int day) => new()
    {
        SubjectId = "s-1",
        PurposeId = "newsletter",
        OccurredAt = Day(day),
        RecordedAt = Now,
        Evidence = Web,
        PurposeIsDefined = true,
    };

    protected static WithdrawConsent Withdraw(int day) => new()
    {
        SubjectId = "s-1",
        PurposeId = "newsletter",
        OccurredAt = Day(day),
        RecordedAt = Now,
        Evidence = Web,
        PurposeIsDefined = true,
    };

    protected static EraseSubject Erase(int day) => new()
    {
        SubjectId = "s-1",
        RecordedAt = Day(day),
        ErasureId = ErasureOn(day),
        Reason = "dsar.erasure",
    };

    protected static SubjectErased Erased(int day) => new(ErasureOn(day), Day(day), "dsar.erasure");

    protected static Guid ErasureOn(int day) => new(day, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    protected static ConsentGranted Granted(int day, Effect effect = Effect.Changed) => new("newsletter", Day(day), Web, effect);

    protected static ConsentDenied Denied(int day, Effect effect = Effect.Changed) => new("newsletter", Day(day), Web, effect);

    protected static ConsentWithdrawn Withdrawn(int day, Effect effect = Effect.Changed) => new("newsletter", Day(day), Web, effect);
}
