using System.Security.Cryptography;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Root keys from a file or an environment variable: entries <c>id:key</c>, the key being 32 bytes in base64, separated by line breaks
/// or blanks. The first wraps; all unwrap, so that during a rotation the old one stays readable. Lines that begin with # are comments.
/// A file is read again when a key is asked for that was not in it: an operator may add one while services run.
/// </summary>
public sealed class RootKeyRing : IRootKey
{
    private readonly string? path;
    private volatile Entries entries;

    private RootKeyRing(Entries entries, string? path = null) => (this.entries, this.path) = (entries, path);

    /// <inheritdoc />
    public string CurrentId => entries.CurrentId;

    /// <summary>The versions that there are, the one that wraps first.</summary>
    public IReadOnlyList<string> Ids => entries.Ids;

    /// <summary>Reads a file that nobody but its owner may read or write.</summary>
    /// <exception cref="RootKeyException">The file is missing, open to others, or not a list of keys.</exception>
    public static RootKeyRing FromFile(string path) => new(Read(path), path);

    /// <exception cref="RootKeyException">The text is not a list of keys.</exception>
    public static RootKeyRing FromText(string text) => new(Parse(text));

    /// <summary>A new entry for the file.</summary>
    /// <param name="id">Names the version: <c>2026-03</c>. Never used before.</param>
    public static string NewEntry(string id) => $"{id}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Aead.KeyLength))}";

    /// <inheritdoc />
    public Task<RootWrapped> Wrap(ReadOnlyMemory<byte> key, IReadOnlyDictionary<string, string> context, CancellationToken ct = default)
    {
        // Rare, so always by the file as it is now: what a version wraps that was taken away meanwhile could never be read again.
        var known = path is null ? entries : entries = Read(path);
        return Task.FromResult(new RootWrapped(
            known.CurrentId, Aead.Wrap(known.Find(known.CurrentId)!, key.Span, AssociatedData(known.CurrentId, context))));
    }

    /// <inheritdoc />
    public Task<byte[]> Unwrap(RootWrapped wrapped, IReadOnlyDictionary<string, string> context, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        var key = Find(wrapped.RootKeyId) ?? throw new RootKeyException($"There is no root key '{wrapped.RootKeyId}'.");
        return Task.FromResult(Aead.Unwrap(key, wrapped.Bytes, AssociatedData(wrapped.RootKeyId, context))
            ?? throw new RootKeyException($"What root key '{wrapped.RootKeyId}' wrapped was altered, belongs elsewhere, or the key is another one of that name."));
    }

    /// <inheritdoc />
    public Task Check(CancellationToken ct = default) => Task.CompletedTask;

    private byte[]? Find(string id)
    {
        if (path is not null && entries.Find(id) is null)
        {
            entries = Read(path);
        }

        return entries.Find(id);
    }

    private static Entries Read(string path)
    {
        try
        {
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None)
            {
                throw new RootKeyException($"The root key file '{path}' is open to others than its owner; set its mode to 600 or 400.");
            }

            return Parse(File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RootKeyException($"The root key file '{path}' cannot be read.", unreadable);
        }
    }

    private static Entries Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }

    private static byte[] AssociatedData(string id, IReadOnlyDictionary<string, string> context)
    {
        var fields = new LengthPrefixed().Add("privacyplatform.root.v1").Add(id);
        foreach (var (name, value) in context.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            fields.Add(name).Add(value);
        }

        return fields.ToArray();
    }

    /// <summary>The keys as they were read once.</summary>
    private sealed class Entries
    {
        private readonly Dictionary<string, byte[]> keys = [];
        private readonly List<string> ids = [];

        public Entries(IEnumerable<string> entries)
        {
            foreach (var entry in entries)
            {
                var colon = entry.IndexOf(':', StringComparison.Ordinal);
                var key = new byte[Aead.KeyLength];
                // The message must not repeat the entry: it may be the key.
                if (colon is < 1 or > 64
                    || !Convert.TryFromBase64String(entry[(colon + 1)..], key, out var length)
                    || length != Aead.KeyLength
                    || !keys.TryAdd(entry[..colon], key))
                {
                    throw new RootKeyException($"Entry {keys.Count + 1} of the root keys is not 'id:' with an id of its own and 32 bytes in base64.");
                }

                ids.Add(entry[..colon]);
            }

            if (ids.Count == 0)
            {
                throw new RootKeyException("There is no root key.");
            }
        }

        public string CurrentId => ids[0];

        public IReadOnlyList<string> Ids => ids;

        public byte[]? Find(string id) => keys.GetValueOrDefault(id);
    }
}
