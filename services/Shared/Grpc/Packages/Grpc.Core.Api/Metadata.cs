using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order; the same key may come more than once.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is the package's.")]
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>Entries whose key ends so carry bytes (base64 on the wire).</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Without entries, and closed to them.</summary>
    public static readonly Metadata Empty = new() { isReadOnly = true };

    private readonly List<Entry> entries = [];
    private bool isReadOnly;

    /// <inheritdoc />
    public int Count => entries.Count;

    /// <inheritdoc />
    public bool IsReadOnly => isReadOnly;

    /// <inheritdoc />
    public Entry this[int index]
    {
        get => entries[index];
        set => Open()[index] = Checked(value);
    }

    /// <summary>The last entry with this key, whatever its case; null when there is none.</summary>
    public Entry? Get(string key) => entries.FindLast(entry => entry.IsNamed(key));

    /// <summary>The last text with this key; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The entry carries bytes.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The last bytes with this key; null when there are none.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Every entry with this key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key) => entries.Where(entry => entry.IsNamed(key));

    /// <inheritdoc />
    public void Add(Entry item) => Open().Add(Checked(item));

    /// <summary>Adds a text.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds bytes; the key must end in <see cref="BinaryHeaderSuffix"/>.</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc />
    public void Insert(int index, Entry item) => Open().Insert(index, Checked(item));

    /// <inheritdoc />
    public bool Remove(Entry item) => Open().Remove(item);

    /// <inheritdoc />
    public void RemoveAt(int index) => Open().RemoveAt(index);

    /// <inheritdoc />
    public void Clear() => Open().Clear();

    /// <inheritdoc />
    public bool Contains(Entry item) => entries.Contains(item);

    /// <inheritdoc />
    public int IndexOf(Entry item) => entries.IndexOf(item);

    /// <inheritdoc />
    public void CopyTo(Entry[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    /// <inheritdoc />
    public IEnumerator<Entry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Metadata Freeze()
    {
        isReadOnly = true;
        return this;
    }

    private static Entry Checked(Entry entry) => entry ?? throw new ArgumentNullException(nameof(entry));

    private List<Entry> Open() =>
        isReadOnly ? throw new InvalidOperationException("This metadata is read only.") : entries;
}
