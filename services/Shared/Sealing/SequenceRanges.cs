namespace PrivacyPlatform.Sealing;

/// <summary>Numbers of events as inclusive ranges.</summary>
internal static class SequenceRanges
{
    /// <summary>The same numbers as few ranges as possible, ascending. No number is in two of those given.</summary>
    public static List<(long First, long Last)> Joined(IEnumerable<(long First, long Last)> ranges)
    {
        var joined = new List<(long First, long Last)>();
        foreach (var range in ranges.Order())
        {
            if (joined.Count > 0 && joined[^1].Last + 1 == range.First)
            {
                joined[^1] = (joined[^1].First, range.Last);
            }
            else
            {
                joined.Add(range);
            }
        }

        return joined;
    }
}
