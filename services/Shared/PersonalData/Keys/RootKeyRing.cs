using System.Security.Cryptography;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Root keys from a file or an environment variable: entries <c>id:key</c>, the key being 32 bytes in base64, separated by line breaks
/// or blanks. The first wraps; all unwrap, so that during a rotation the old one stays readable. Lines that begin with # are comments.
/// </summary>
public sealed class RootKeyRing : IRootKey
{
    private readonly Dictionary<string, byte[]> keys = [];

    private RootKeyRing(IEnumerable<string> entries)
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

            CurrentId ??= entry[..colon];
        }

        if (CurrentId is null)
        {
            throw new RootKeyException("There is no root key.");
        }
    }

    /// <inheritdoc />
    public string CurrentId { get; }

    /// <summary>Reads a file that nobody but its owner may read or write.</summary>
    /// <exception cref="RootKeyException">The file is missing, open to others, or not a list of keys.</exception>
    public static RootKeyRing FromFile(string path)
    {
        try
        {
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != UnixFileMode.None)
            {
                throw new RootKeyException($"The root key file '{path}' is open to others than its owner; set its mode to 600 or 400.");
            }

            return FromText(File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RootKeyException($"The root key file '{path}' cannot be read.", unreadable);
        }
    }

    /// <exception cref="RootKeyException">The text is not a list of keys.</exception>
    public static RootKeyRing FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>A new entry for the file.</summary>
    /// <param name="id">Names the version: <c>2026-03</c>. Never used before.</param>
    public static string NewEntry(string id) => $"{id}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Aead.KeyLength))}";

    /// <inheritdoc />
    public Task<RootWrapped> Wrap(ReadOnlyMemory<byte> key, IReadOnlyDictionary<string, string> context, CancellationToken ct = default) =>
        Task.FromResult(new RootWrapped(CurrentId, Aead.Wrap(keys[CurrentId], key.Span, AssociatedData(CurrentId, context))));

    /// <inheritdoc />
    public Task<byte[]> Unwrap(RootWrapped wrapped, IReadOnlyDictionary<string, string> context, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        if (!keys.TryGetValue(wrapped.RootKeyId, out var key))
        {
            throw new RootKeyException($"There is no root key '{wrapped.RootKeyId}'.");
        }

        return Task.FromResult(Aead.Unwrap(key, wrapped.Bytes, AssociatedData(wrapped.RootKeyId, context))
            ?? throw new RootKeyException($"What root key '{wrapped.RootKeyId}' wrapped was altered, belongs elsewhere, or the key is another one of that name."));
    }

    /// <inheritdoc />
    public Task Check(CancellationToken ct = default) => Task.CompletedTask;

    private static byte[] AssociatedData(string id, IReadOnlyDictionary<string, string> context)
    {
        var fields = new LengthPrefixed().Add("privacyplatform.root.v1").Add(id);
        foreach (var (name, value) in context.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            fields.Add(name).Add(value);
        }

        return fields.ToArray();
    }
}
