using System.Collections.Immutable;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>What one person answered, per purpose, in the order in which it happened.</summary>
public abstract record SubjectState
{
    private static readonly ImmutableSortedSet<GivenAnswer> None = ImmutableSortedSet.Create(GivenAnswer.Order);

    private SubjectState() { }

    /// <summary>This person never answered anything.</summary>
    public sealed record NothingKnown : SubjectState;

    /// <summary>This person was erased, and has not answered anything since.</summary>
    public sealed record Erased(SubjectErasure LastErasure) : SubjectState;

    /// <param name="Answers">Since the last erasure, where there was one: per purpose id (ordinal order) what was answered, in <see cref="GivenAnswer.Order"/>; no purpose without an answer.</param>
    public sealed record Known(ImmutableSortedDictionary<string, ImmutableSortedSet<GivenAnswer>> Answers, SubjectErasure? LastErasure = null) : SubjectState;

    public static SubjectState Initial { get; } = new NothingKnown();

    /// <summary>The last time this person was erased; null: never.</summary>
    public SubjectErasure? Erasure => this switch
    {
        Erased erased => erased.LastErasure,
        Known known => known.LastErasure,
        _ => null,
    };

    /// <summary>The purposes that this person answered, in ordinal order.</summary>
    public IEnumerable<string> Purposes => this is Known known ? known.Answers.Keys : [];

    /// <summary>Every answer about a purpose, in <see cref="GivenAnswer.Order"/>.</summary>
    public ImmutableSortedSet<GivenAnswer> AnswersTo(string purposeId) =>
        this is Known known ? known.Answers.GetValueOrDefault(purposeId, None) : None;

    /// <summary>The answer that holds, with its evidence; null: not asked.</summary>
    public GivenAnswer? Last(string purposeId) => AnswersTo(purposeId) is { Count: > 0 } answers ? answers[^1] : null;

    /// <summary>The answer that holds.</summary>
    public Answer Present(string purposeId) => Last(purposeId)?.Answer ?? Answer.NotAsked;

    /// <summary>The answer that held at an instant, by what is known today.</summary>
    public Answer At(string purposeId, DateTimeOffset occurredAt)
    {
        var answers = AnswersTo(purposeId);

        // The most protective answer sorts last of its instant: where it would stand, everything up to the instant is before it.
        var after = answers.IndexOf(new GivenAnswer(Answer.Withdrawn, occurredAt, NoEvidence));
        var last = after >= 0 ? after : ~after - 1;
        return last < 0 ? Answer.NotAsked : answers[last].Answer;
    }

    /// <summary>What recording this answer would do; null: it is known already.</summary>
    public Placement? PlaceFor(string purposeId, Answer answer, DateTimeOffset occurredAt)
    {
        var answers = AnswersTo(purposeId);
        var found = answers.IndexOf(new GivenAnswer(answer, occurredAt, NoEvidence));
        if (found >= 0)
        {
            return null;
        }

        var next = ~found;
        var before = next == 0 ? Answer.NotAsked : answers[next - 1].Answer;
        return before == answer ? new Placement(Effect.Confirmed)
            : next == answers.Count ? new Placement(Effect.Changed)
            : new Placement(Effect.Past, answers[next].OccurredAt, answers[^1].Answer);
    }

    public static SubjectState Evolve(SubjectState state, SubjectEvent @event) => @event switch
    {
        SubjectEvent.Answered answered => Evolve(state, answered),
        SubjectEvent.SubjectErased erased => new Erased(new(erased.ErasureId, erased.ErasedAt)),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };

    private static Known Evolve(SubjectState state, SubjectEvent.Answered answered)
    {
        var answers = state is Known known ? known.Answers : ImmutableSortedDictionary.Create<string, ImmutableSortedSet<GivenAnswer>>(StringComparer.Ordinal);
        var answer = new GivenAnswer(answered.ToAnswer(), answered.OccurredAt, answered.Evidence);
        return new Known(answers.SetItem(answered.PurposeId, state.AnswersTo(answered.PurposeId).Add(answer)), state.Erasure);
    }

    private static Evidence NoEvidence { get; } = new(null, null, null, null);
}

/// <summary>That a person was erased, and when.</summary>
public sealed record SubjectErasure(Guid ErasureId, DateTimeOffset ErasedAt);

/// <summary>Where an answer falls among those that are known.</summary>
/// <param name="Effect">What recording it does.</param>
/// <param name="HeldUntil">For <see cref="Effect.Past"/>: the instant of the next known answer.</param>
/// <param name="PresentAnswer">For <see cref="Effect.Past"/>: what holds, and goes on holding.</param>
public sealed record Placement(Effect Effect, DateTimeOffset? HeldUntil = null, Answer? PresentAnswer = null);
