namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>Searching what is sorted by time.</summary>
internal static class Instants
{
    /// <summary>The index of the last item that is not after <paramref name="instant"/>; -1: all are.</summary>
    /// <param name="items">Ascending by <paramref name="time"/>.</param>
    public static int LastNotAfter<T>(ReadOnlySpan<T> items, DateTimeOffset instant, Func<T, DateTimeOffset> time)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = time(items[middle]) <= instant ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
