using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Demo;

/// <summary>
/// The people of one run and what they answered, in the order in which a product's servers would send it:
/// mostly as it happened, some late, some twice, some out of order.
/// </summary>
/// <param name="Deliveries">What is sent, duplicates included.</param>
/// <param name="Answers">Each answer once.</param>
public sealed record Crowd(
    IReadOnlyList<string> People,
    IReadOnlyList<PersonAnswer> Answers,
    IReadOnlyList<PersonAnswer> Deliveries,
    int Late,
    int Twice,
    int OutOfOrder)
{
    /// <summary>The demo's own, independent idea of the present: of each person and purpose, the answer that happened last.</summary>
    public IReadOnlyDictionary<(string Subject, string Purpose), Answer> Present { get; } = Answers
        .GroupBy(answer => (answer.Subject, answer.Purpose))
        .ToDictionary(group => group.Key, group => group.MaxBy(answer => answer.OccurredAt)!.Answer);

    /// <summary>The same <paramref name="seed"/>, run and start make the same crowd.</summary>
    /// <param name="run">Part of every subject id, so that runs do not meet.</param>
    /// <param name="begin">When the first person answered, UTC, whole days in the past.</param>
    public static Crowd Make(int people, IReadOnlyList<string> purposes, string run, DateTimeOffset begin, int seed)
    {
        var random = new Random(seed);
        var subjects = Enumerable.Range(1, people).Select(number => $"demo-{run}-{number:d5}").ToList();
        var answers = subjects
            .SelectMany((subject, index) => purposes.SelectMany(purpose => AnswersOf(subject, purpose, begin.AddSeconds(index), random)))
            .OrderBy(answer => answer.OccurredAt)
            .ToList();

        var late = answers.Where(_ => random.NextDouble() < 0.05).ToHashSet();
        var deliveries = answers.Where(answer => !late.Contains(answer)).ToList();

        var outOfOrder = 0;
        for (var place = 0; place + 50 < deliveries.Count; place += 10)
        {
            var other = place + random.Next(1, 50);
            (deliveries[place], deliveries[other]) = (deliveries[other], deliveries[place]);
            outOfOrder++;
        }

        deliveries.AddRange(late);
        var twice = answers.Where(_ => random.NextDouble() < 0.05).ToList();
        foreach (var answer in twice)
        {
            deliveries.Insert(random.Next(deliveries.Count + 1), answer);
        }

        return new Crowd(subjects, answers, deliveries, late.Count, twice.Count, outOfOrder);
    }

    private static IEnumerable<PersonAnswer> AnswersOf(string subject, string purpose, DateTimeOffset first, Random random)
    {
        var answer = random.NextDouble() < 0.7 ? Answer.Granted : Answer.Denied;
        yield return Next(first);

        if (random.NextDouble() < 0.1)
        {
            answer = answer == Answer.Granted ? Answer.Withdrawn : Answer.Granted;
            yield return Next(first.AddDays(20));
        }

        if (random.NextDouble() < 0.05)
        {
            yield return Next(first.AddDays(40)); // the same again, later: confirms, announces nothing
        }

        PersonAnswer Next(DateTimeOffset at)
        {
            var id = new byte[16];
            random.NextBytes(id);
            return new PersonAnswer(new Guid(id), subject, purpose, answer, at);
        }
    }
}
