namespace PrivacyPlatform.Consent.Subjects;

/// <summary>
/// Everything that can happen in one person's answers. Stream: <c>subject-{subject id}</c>; the id itself is not repeated inside.
/// </summary>
public abstract record SubjectEvent
{
    private SubjectEvent() { }

    /// <summary>The person answered about one purpose.</summary>
    public abstract record Answered : SubjectEvent
    {
        private protected Answered() { }

        /// <summary>The purpose that was answered.</summary>
        public abstract string PurposeId { get; init; }

        /// <summary>When the person answered. Answers are ordered by this, not by when they were recorded.</summary>
        public abstract DateTimeOffset OccurredAt { get; init; }

        /// <summary>How the answer was given.</summary>
        public abstract Evidence Evidence { get; init; }

        /// <summary>What the answer did when it was recorded.</summary>
        public abstract Effect Effect { get; init; }

        /// <summary>For <see cref="Effect.Past"/>: from when a later answer holds. The past changed from <see cref="OccurredAt"/> until here.</summary>
        public abstract DateTimeOffset? HeldUntil { get; init; }

        /// <summary>For <see cref="Effect.Past"/>: what held when it was recorded, and goes on holding.</summary>
        public abstract Answer? PresentAnswer { get; init; }

        /// <summary>What the person said about it in words of their own, sealed under their key; null: nothing was written down.</summary>
        public abstract SealedStatement? Statement { get; init; }

        /// <summary>What the person answered. A method, because it is said by the event's type and not stored a second time.</summary>
        public Answer ToAnswer() => this switch
        {
            ConsentGranted => Answer.Granted,
            ConsentDenied => Answer.Denied,
            ConsentWithdrawn => Answer.Withdrawn,
            _ => throw new InvalidOperationException($"{GetType().Name} is no answer"),
        };
    }

    public sealed record ConsentGranted(
        string PurposeId,
        DateTimeOffset OccurredAt,
        Evidence Evidence,
        Effect Effect,
        DateTimeOffset? HeldUntil = null,
        Answer? PresentAnswer = null,
        SealedStatement? Statement = null) : Answered;

    public sealed record ConsentDenied(
        string PurposeId,
        DateTimeOffset OccurredAt,
        Evidence Evidence,
        Effect Effect,
        DateTimeOffset? HeldUntil = null,
        Answer? PresentAnswer = null,
        SealedStatement? Statement = null) : Answered;

    public sealed record ConsentWithdrawn(
        string PurposeId,
        DateTimeOffset OccurredAt,
        Evidence Evidence,
        Effect Effect,
        DateTimeOffset? HeldUntil = null,
        Answer? PresentAnswer = null,
        SealedStatement? Statement = null) : Answered;

    /// <summary>
    /// An officer decided to erase the person: what they answered counts no longer, and the keys of what they wrote are destroyed. The codes of earlier
    /// events stay, as everything that was recorded does.
    /// </summary>
    /// <param name="ErasureId">Of the decision; the certificate is found by it.</param>
    /// <param name="ErasedAt">By the service's clock.</param>
    /// <param name="Reason">A code.</param>
    public sealed record SubjectErased(Guid ErasureId, DateTimeOffset ErasedAt, string Reason) : SubjectEvent;
}
