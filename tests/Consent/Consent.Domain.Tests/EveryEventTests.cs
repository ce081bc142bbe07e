using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Consent.Suppressions;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;
using static PrivacyPlatform.Consent.Purposes.PurposeEvent;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;
using static PrivacyPlatform.Consent.Suppressions.SuppressionEvent;

namespace PrivacyPlatform.Consent.Tests;

/// <summary>An event that a state does not know is an error; here is one of each, and none is forgotten.</summary>
public sealed class EveryEventTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Evidence Evidence = new(null, null, null, null);

    private static readonly PurposeEvent[] Purposes = [new PurposeDefined("p", LegalBasis.Consent, ["contact"], ProcessingRole.Controller, "A purpose")];

    private static readonly NoticeEvent[] Notices = [new NoticePublished("terms", "1", "", "en", "https://example.com", false, null, At)];

    private static readonly SubjectEvent[] Subjects =
    [
        new ConsentGranted("p", At, Evidence, Effect.Changed),
        new ConsentDenied("p", At, Evidence, Effect.Changed),
        new ConsentWithdrawn("p", At, Evidence, Effect.Changed),
        new SubjectErased(new Guid(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), At, "dsar.erasure"),
    ];

    private static readonly SuppressionEvent[] Suppressions = [new ConsentSuppressed("p", At)];

    [Fact]
    public void Every_event_is_evolved()
    {
        Purposes.ShouldAllBe(e => PurposeState.Evolve(PurposeState.Initial, e) != PurposeState.Initial);
        Notices.ShouldAllBe(e => NoticeState.Evolve(NoticeState.Initial, e) != NoticeState.Initial);
        Subjects.ShouldAllBe(e => SubjectState.Evolve(SubjectState.Initial, e) != SubjectState.Initial);
        Suppressions.ShouldAllBe(e => SuppressionState.Evolve(SuppressionState.Initial, e) != SuppressionState.Initial);
    }

    [Fact]
    public void None_is_forgotten() =>
        new object[][] { Purposes, Notices, Subjects, Suppressions }.SelectMany(events => events).Select(e => e.GetType())
            .ShouldBe(
                new[] { typeof(PurposeEvent), typeof(NoticeEvent), typeof(SubjectEvent), typeof(SuppressionEvent) }
                    .SelectMany(root => root.GetNestedTypes().Where(type => root.IsAssignableFrom(type) && !type.IsAbstract)),
                ignoreOrder: true);
}
