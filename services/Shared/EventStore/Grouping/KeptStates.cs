namespace PrivacyPlatform.EventStore;

/// <summary>
/// States of the streams that were used last, within a bound: a long stream is read once, and then only what is new. They may be behind the
/// store, since other processes write too, so that nothing is decided without a look at the stream.
/// </summary>
internal sealed class KeptStates(long capacity)
{
    /// <summary>What an entry costs beside the state: keys, nodes, the state's own object.</summary>
    private const long Overhead = 500;

    private readonly Lock gate = new();
    private readonly Dictionary<StreamKey, LinkedListNode<(StreamKey Key, StreamState State)>> entries = [];
    private readonly LinkedList<(StreamKey Key, StreamState State)> byUse = new();
    private long weight;

    public StreamState? Find(StreamKey key)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var node))
            {
                return null;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            return node.Value.State;
        }
    }

    public void Keep(StreamKey key, StreamState state)
    {
        if (state.Weight + Overhead > capacity)
        {
            Forget(key);
            return;
        }

        lock (gate)
        {
            Remove(key);
            entries[key] = byUse.AddFirst((key, state));
            weight += state.Weight + Overhead;
            while (weight > capacity)
            {
                Remove(byUse.Last!.Value.Key);
            }
        }
    }

    public void Forget(StreamKey key)
    {
        lock (gate)
        {
            Remove(key);
        }
    }

    public void ForgetAll()
    {
        lock (gate)
        {
            entries.Clear();
            byUse.Clear();
            weight = 0;
        }
    }

    private void Remove(StreamKey key)
    {
        if (entries.Remove(key, out var node))
        {
            byUse.Remove(node);
            weight -= node.Value.State.Weight + Overhead;
        }
    }
}
