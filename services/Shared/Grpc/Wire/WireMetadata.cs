using Grpc.Core;

namespace PrivacyPlatform.Calls.Wire;

/// <summary>Metadata to header values and back.</summary>
internal static class WireMetadata
{
    private static readonly HashSet<string> ReservedNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "te", "content-type", "content-length", "grpc-encoding", "grpc-accept-encoding", "grpc-timeout", "grpc-status", "grpc-message",
        "connection", "transfer-encoding", "upgrade", "keep-alive",
    };

    /// <summary>Every header but the protocol's own.</summary>
    /// <exception cref="RpcException">INTERNAL: a <c>-bin</c> header is not base64.</exception>
    public static Metadata Read(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (ReservedNames.Contains(name) || !IsKey(name))
            {
                continue;
            }

            foreach (var value in values)
            {
                Add(metadata, name, value);
            }
        }

        return metadata;
    }

    /// <summary>As a header's value: base64 without padding for bytes.</summary>
    /// <exception cref="RpcException">INTERNAL: a text is not printable ASCII.</exception>
    public static string Value(Metadata.Entry entry)
    {
        if (entry.IsBinary)
        {
            return Convert.ToBase64String(entry.ValueBytes).TrimEnd('=');
        }

        return entry.Value.All(c => c is >= ' ' and <= '~')
            ? entry.Value
            : throw new RpcException(new Status(StatusCode.Internal, $"The metadata value of '{entry.Key}' is not printable ASCII."));
    }

    /// <summary>Whether the key is the protocol's own and must not be set by a service or client.</summary>
    public static bool IsReserved(string key) => ReservedNames.Contains(key);

    private static void Add(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        // A sender may join the values of one key with commas.
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            metadata.Add(name, Base64(name, part));
        }
    }

    private static byte[] Base64(string name, string value)
    {
        var padded = (value.Length % 4) switch
        {
            2 => value + "==",
            3 => value + "=",
            _ => value,
        };
        try
        {
            return Convert.FromBase64String(padded);
        }
        catch (FormatException)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The metadata value of '{name.ToLowerInvariant()}' is not base64."));
        }
    }

    private static bool IsKey(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
