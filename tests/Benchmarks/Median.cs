namespace PrivacyPlatform.Benchmarks;

internal static class Median
{
    private const int Rounds = 5;

    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Five rounds of all of them in turn, after one that does not count: what disturbs the machine disturbs each.</summary>
    public static async Task<double[]> OfFive(CancellationToken ct, params Func<Task<double>>[] measures)
    {
        var measured = measures.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var number = 0; number < measures.Length; number++)
            {
                ct.ThrowIfCancellationRequested();
                var value = await measures[number]();
                if (round > 0)
                {
                    measured[number].Add(value);
                }
            }
        }

        return [.. measured.Select(Of)];
    }
}
