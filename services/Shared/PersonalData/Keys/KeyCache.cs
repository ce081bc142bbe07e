using System.Security.Cryptography;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Unwrapped keys of tenants, so that not every use asks the root key. Bounded in number and time; zeroed when they leave, and pinned, so that
/// the collector leaves no copies behind. Subjects' keys are never in it: see docs/adr/0010.
/// </summary>
internal sealed class KeyCache(int most, TimeSpan lifetime, TimeProvider clock) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Entry> entries = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>Copies the key out, so that it can be zeroed here while the caller uses its copy; the caller zeroes that.</summary>
    public byte[]? Copy(Guid keyId)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(keyId, out var entry))
            {
                return null;
            }

            if (clock.GetElapsedTime(entry.Since) < lifetime)
            {
                return [.. entry.Key];
            }

            Remove(keyId);
            return null;
        }
    }

    public void Keep(Guid keyId, ReadOnlySpan<byte> key)
    {
        lock (gate)
        {
            Remove(keyId);
            RemoveExpired();
            while (entries.Count >= most)
            {
                Remove(entries.MinBy(pair => pair.Value.Since).Key);
            }

            entries.Add(keyId, new(Pinned(key), clock.GetTimestamp()));
        }
    }

    /// <summary>Called now and then, so that a key that nobody asks for any more does not stay.</summary>
    public void Sweep()
    {
        lock (gate)
        {
            RemoveExpired();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var keyId in entries.Keys.ToArray())
            {
                Remove(keyId);
            }
        }
    }

    private static byte[] Pinned(ReadOnlySpan<byte> key)
    {
        var copy = GC.AllocateUninitializedArray<byte>(key.Length, pinned: true);
        key.CopyTo(copy);
        return copy;
    }

    private void RemoveExpired()
    {
        foreach (var (keyId, entry) in entries.ToArray())
        {
            if (clock.GetElapsedTime(entry.Since) >= lifetime)
            {
                Remove(keyId);
            }
        }
    }

    private void Remove(Guid keyId)
    {
        if (entries.Remove(keyId, out var entry))
        {
            CryptographicOperations.ZeroMemory(entry.Key);
        }
    }

    private sealed record Entry(byte[] Key, long Since);
}
