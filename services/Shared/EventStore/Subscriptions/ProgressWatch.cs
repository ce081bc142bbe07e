namespace PrivacyPlatform.EventStore;

/// <summary>
/// Tells work that stands still from work that has nothing to do: the same place for a while although there is something newer. How far behind
/// somebody is says little: a rebuild is far behind and well, and one event behind for an hour is not.
/// </summary>
public sealed class ProgressWatch(TimeProvider clock, TimeSpan patience)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Place, long Since)> places = new(StringComparer.Ordinal);

    /// <param name="what">Whose place it is.</param>
    /// <param name="place">Anything that changes when work is done.</param>
    /// <param name="newer">There is work to do.</param>
    /// <returns>Whether it has stood still for longer than is patient.</returns>
    public bool StandsStill(string what, long place, bool newer)
    {
        lock (gate)
        {
            if (!newer || !places.TryGetValue(what, out var known) || known.Place != place)
            {
                places[what] = (place, clock.GetTimestamp());
                return false;
            }

            return clock.GetElapsedTime(known.Since) > patience;
        }
    }
}
