namespace PrivacyPlatform.Consent.Subjects;

/// <summary>One thing that a person said about one purpose.</summary>
public sealed record GivenAnswer(Answer Answer, DateTimeOffset OccurredAt, Evidence Evidence)
{
    /// <summary>
    /// The order of a person's answers: by when they were given; of two given at the same instant the one that protects more counts as
    /// the later one. It is total over (instant, answer), so the order in which they arrive cannot matter.
    /// </summary>
    public static IComparer<GivenAnswer> Order { get; } = Comparer<GivenAnswer>.Create((left, right) =>
        left.OccurredAt.CompareTo(right.OccurredAt) is var byTime and not 0 ? byTime : Protection(left.Answer).CompareTo(Protection(right.Answer)));

    private static int Protection(Answer answer) => answer switch
    {
        Answer.Granted => 1,
        Answer.Denied => 2,
        Answer.Withdrawn => 3,
        _ => throw new InvalidOperationException($"{answer} is not given by a person"),
    };
}
