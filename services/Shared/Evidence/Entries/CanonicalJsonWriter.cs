using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace PrivacyPlatform.EvidenceLog.Entries;

/// <summary>
/// Writes JSON in the one form that is hashed: RFC 8785, except that numbers keep all their digits (see FORMAT.md), because jsonb does and a
/// double would let two different numbers look alike. One writer is used for many values; not for two threads.
/// </summary>
public sealed class CanonicalJsonWriter
{
    private const int DeepestNesting = 512;
    private const int FewMembers = 24;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly List<Member> members = [];
    private byte[] buffer = new byte[1024];
    private byte[] sorting = new byte[1024];
    private int length;

    /// <summary>What was written since <see cref="Clear"/>. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>The canonical form of one JSON value.</summary>
    /// <exception cref="JsonException">No JSON, not UTF-8, a member twice, or nested deeper than 512.</exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> json)
    {
        var writer = new CanonicalJsonWriter();
        writer.Value(json);
        return writer.Written.ToArray();
    }

    public void Clear()
    {
        length = 0;
        members.Clear();
    }

    /// <summary>Bytes that are canonical already.</summary>
    public void Raw(ReadOnlySpan<byte> canonical)
    {
        Room(canonical.Length);
        canonical.CopyTo(buffer.AsSpan(length));
        length += canonical.Length;
    }

    public void Number(long value)
    {
        Room(20);
        System.Buffers.Text.Utf8Formatter.TryFormat(value, buffer.AsSpan(length), out var written);
        length += written;
    }

    /// <param name="utf8">As it is, without quotes and escapes.</param>
    public void String(ReadOnlySpan<byte> utf8)
    {
        Put('"');
        while (utf8.IndexOfAny(Escaped) is >= 0 and var special)
        {
            Raw(utf8[..special]);
            Escape(utf8[special]);
            utf8 = utf8[(special + 1)..];
        }

        Raw(utf8);
        Put('"');
    }

    /// <summary>The canonical form of a JSON value, however it is written.</summary>
    /// <exception cref="JsonException">No JSON, not UTF-8, a member twice, or nested deeper than 512.</exception>
    public void Value(ReadOnlySpan<byte> json)
    {
        var reader = Reader(json);
        reader.Read();
        Value(ref reader);
        reader.Read();
    }

    /// <summary>
    /// Writes an object without some of its members, and hands those out.
    /// </summary>
    /// <param name="names">At most 32 names, told apart by their raw UTF-8.</param>
    /// <param name="taken">The canonical value of each name, null where the object does not have it.</param>
    internal void ObjectWithout(ReadOnlySpan<byte> json, IReadOnlyList<byte[]> names, byte[]?[] taken)
    {
        var reader = Reader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        Object(ref reader, names, taken);
        reader.Read();
    }

    private static Utf8JsonReader Reader(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json)
            ? new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting })
            : throw new JsonException("The text is not UTF-8.");

    private void Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref reader, [], []);
                break;
            case JsonTokenType.StartArray:
                Array(ref reader);
                break;
            case JsonTokenType.String:
                Text(ref reader);
                break;
            case JsonTokenType.Number:
                Raw(CanonicalNumber.Of(reader.ValueSpan));
                break;
            case JsonTokenType.True:
                Raw("true"u8);
                break;
            case JsonTokenType.False:
                Raw("false"u8);
                break;
            case JsonTokenType.Null:
                Raw("null"u8);
                break;
            default:
                throw new JsonException("A value was expected.");
        }
    }

    private void Array(ref Utf8JsonReader reader)
    {
        Put('[');
        var first = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!first)
            {
                Put(',');
            }

            Value(ref reader);
            first = false;
        }

        Put(']');
    }

    private void Object(ref Utf8JsonReader reader, IReadOnlyList<byte[]> names, byte[]?[] taken)
    {
        Put('{');
        var outer = members.Count;
        var begin = length;
        var sorted = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = length;
            Text(ref reader);
            var key = new Key(member + 1, length - member - 2, IsPlain(buffer.AsSpan(member + 1, length - member - 2)));
            Put(':');
            var value = length;
            reader.Read();
            Value(ref reader);
            if (Take(names, taken, key, value))
            {
                length = member;
                continue;
            }

            sorted = sorted && (members.Count == outer || Compare(members[^1].Key, key) < 0);
            members.Add(new(member, length - member, key));
            Put(',');
        }

        if (!sorted)
        {
            Sort(outer, begin);
        }

        if (members.Count > outer)
        {
            length--; // the last comma
            members.RemoveRange(outer, members.Count - outer);
        }

        Put('}');
    }

    private bool Take(IReadOnlyList<byte[]> names, byte[]?[] taken, Key key, int value)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Bytes(key).SequenceEqual(names[i]))
            {
                taken[i] = taken[i] is null ? buffer[value..length] : throw Twice();
                return true;
            }
        }

        return false;
    }

    private void Sort(int outer, int begin)
    {
        var own = CollectionsMarshal.AsSpan(members)[outer..];

        if (own.Length <= FewMembers)
        {
            Insert(own);
        }
        else
        {
            own.Sort((left, right) => Compare(left.Key, right.Key));
        }

        if (sorting.Length < length - begin)
        {
            sorting = new byte[(length - begin) * 2];
        }

        var end = 0;
        for (var i = 0; i < own.Length; i++)
        {
            if (i > 0 && Bytes(own[i - 1].Key).SequenceEqual(Bytes(own[i].Key)))
            {
                throw Twice();
            }

            buffer.AsSpan(own[i].Begin, own[i].Length + 1).CopyTo(sorting.AsSpan(end)); // with its comma
            end += own[i].Length + 1;
        }

        sorting.AsSpan(0, end).CopyTo(buffer.AsSpan(begin));
    }

    /// <summary>Sorts by insertion: for the few members that objects have, quicker than a sort that calls back.</summary>
    private void Insert(Span<Member> own)
    {
        for (var i = 1; i < own.Length; i++)
        {
            var moving = own[i];
            var to = i;
            for (; to > 0 && Compare(own[to - 1].Key, moving.Key) > 0; to--)
            {
                own[to] = own[to - 1];
            }

            own[to] = moving;
        }
    }

    private void Text(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            Put('"');
            Raw(reader.ValueSpan);
            Put('"');
            return;
        }

        var unescaped = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            String(unescaped.AsSpan(0, reader.CopyString(unescaped)));
        }
        catch (InvalidOperationException halfPair)
        {
            throw new JsonException("Half of a surrogate pair is no character.", halfPair);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unescaped);
        }
    }

    private void Escape(byte special)
    {
        switch (special)
        {
            case (byte)'"': Raw("\\\""u8); break;
            case (byte)'\\': Raw("\\\\"u8); break;
            case (byte)'\b': Raw("\\b"u8); break;
            case (byte)'\t': Raw("\\t"u8); break;
            case (byte)'\n': Raw("\\n"u8); break;
            case (byte)'\f': Raw("\\f"u8); break;
            case (byte)'\r': Raw("\\r"u8); break;
            default:
                Raw("\\u00"u8);
                Raw([(byte)(special < 0x10 ? '0' : '1'), "0123456789abcdef"u8[special & 0xF]]);
                break;
        }
    }

    /// <summary>By UTF-16 code units, as RFC 8785 wants; that is the order of the bytes too, as long as nothing lies beyond U+D7FF and nothing is escaped.</summary>
    private int Compare(Key left, Key right) =>
        left.IsPlain && right.IsPlain
            ? Bytes(left).SequenceCompareTo(Bytes(right))
            : string.CompareOrdinal(Unescaped(left), Unescaped(right));

    private static bool IsPlain(ReadOnlySpan<byte> key) => !key.Contains((byte)'\\') && !key.ContainsAnyInRange((byte)0xEE, (byte)0xFF);

    private string Unescaped(Key key) => JsonSerializer.Deserialize<string>(buffer.AsSpan(key.Begin - 1, key.Length + 2))!;

    private ReadOnlySpan<byte> Bytes(Key key) => buffer.AsSpan(key.Begin, key.Length);

    private void Put(char ascii)
    {
        Room(1);
        buffer[length++] = (byte)ascii;
    }

    private void Room(int bytes)
    {
        if (buffer.Length - length < bytes)
        {
            System.Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        }
    }

    private static JsonException Twice() => new("An object has a member twice.");

    /// <summary>Where the member's name is, without its quotes; plain when its bytes compare as its code units do.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(int Begin, int Length, bool IsPlain);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Member(int Begin, int Length, Key Key);
}
