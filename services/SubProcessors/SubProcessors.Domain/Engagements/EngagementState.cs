using System.Collections.Immutable;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Engagements;

public abstract record EngagementState
{
    private EngagementState() { }

    public sealed record Unheard : EngagementState;

    public sealed record Known(Engagement Engagement) : EngagementState;

    public static EngagementState Initial { get; } = new Unheard();

    public static EngagementState Evolve(EngagementState state, EngagementEvent @event) => (state, @event) switch
    {
        (Unheard, EngagementListed e) => Begun(e, e.Terms, new TermsVersion(1, e.Terms, Introduction.Listed, 0, e.At)),
        (Unheard, EngagementProposed e) => Begun(e, e.Terms, first: null),
        (Unheard, EngagementReplacedInEmergency e) => new Known(
            Begun(e, e.Terms, new TermsVersion(1, e.Terms, Introduction.Emergency, e.NoticeDays, e.At)).Engagement with { Emergency = new(e.Replaces, e.Reason) }),
        (Known known, _) => new Known(Evolve(known.Engagement, @event)),
        _ => throw Unevolved(state, @event),
    };

    private static Engagement Evolve(Engagement known, EngagementEvent @event) => @event switch
    {
        EngagementAnnounced e => known with { Terms = e.Terms, Versions = known.Versions.Add(new(1, e.Terms, Introduction.Announced, e.NoticeDays, e.At)) },
        EngagementAmended { Way: AmendmentWay.Draft } e => known with { Terms = e.Terms },
        EngagementAmended { Way: AmendmentWay.Correction } e => known with
        {
            Terms = e.Terms,
            Versions = known.Versions.SetItem(known.Versions.Count - 1, known.Versions[^1] with { Terms = e.Terms }),
        },
        EngagementAmended e => known with
        {
            Terms = e.Terms,
            Versions = known.Versions.Add(new(e.TermsNumber, e.Terms, Introduction.Announced, e.NoticeDays, e.At)),
        },
        EngagementObjected e => known with { Objections = known.Objections.Add(new(e.CustomerId, e.TermsNumber, e.Reason, e.At, WithdrawnAt: null)) },
        ObjectionWithdrawn e => known with { Objections = known.Objections.ConvertAll(objection => Withdraw(objection, e)) },
        EngagementActivated e => known with { Activations = known.Activations.Add(new(e.CustomerId, e.TermsNumber)) },
        EngagementSuspended e => known with { Suspensions = known.Suspensions.Add(new(e.Reason, e.At, Until: null)) },
        EngagementResumed e => known with { Suspensions = known.Suspensions.SetItem(known.Suspensions.Count - 1, known.Suspensions[^1] with { Until = e.At }) },
        EngagementRetired e => known with { RetiredAt = e.At, ReplacedBy = e.ReplacedBy },
        _ => throw Unevolved(new Known(known), @event),
    };

    private static Objection Withdraw(Objection objection, ObjectionWithdrawn e) =>
        objection.CustomerId == e.CustomerId && objection.TermsNumber == e.TermsNumber && objection.WithdrawnAt is null
            ? objection with { WithdrawnAt = e.At }
            : objection;

    private static Known Begun(EngagementEvent e, EngagementTerms terms, TermsVersion? first) => new(new Engagement(
        e.RegisterId,
        e.VendorId,
        terms,
        first is null ? [] : [first],
        Objections: [],
        Suspensions: [],
        Activations: ImmutableHashSet<RecordedActivation>.Empty,
        Emergency: null,
        RetiredAt: null,
        ReplacedBy: null));

    private static InvalidOperationException Unevolved(EngagementState state, EngagementEvent @event) =>
        new($"({state.GetType().Name}, {@event.GetType().Name}) is not evolved");
}

/// <summary>One vendor doing one thing in one register: the facts. What follows from them at an instant, and for whom, says <see cref="Activation"/>.</summary>
/// <param name="Terms">The last ones, told or not.</param>
/// <param name="Versions">What customers were told, in this order; empty: a draft.</param>
/// <param name="Emergency">Null: it came with notice.</param>
/// <param name="RetiredAt">Null: it is not over.</param>
public sealed record Engagement(
    string RegisterId,
    string VendorId,
    EngagementTerms Terms,
    ImmutableList<TermsVersion> Versions,
    ImmutableList<Objection> Objections,
    ImmutableList<Suspension> Suspensions,
    ImmutableHashSet<RecordedActivation> Activations,
    EmergencyReplacement? Emergency,
    DateTimeOffset? RetiredAt,
    string? ReplacedBy)
{
    public bool IsSuspended => Suspensions is [.., { Until: null }];
}
