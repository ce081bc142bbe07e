using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Protocol;

/// <summary>The one compression that messages may have.</summary>
internal static class Gzip
{
    public const string Name = "gzip";

    public static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> message)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message.Span);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: it becomes larger than the limit. INTERNAL: it is no gzip.</exception>
    public static byte[] Decompress(ReadOnlySequence<byte> message, int? maxSize)
    {
        using var gzip = new GZipStream(new MemoryStream(message.ToArray(), writable: false), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = gzip.Read(chunk)) > 0)
            {
                // Checked while it grows: a small message must not be able to fill the memory.
                if (plain.Length + read > (maxSize ?? int.MaxValue))
                {
                    throw MessageLimit.ReceivedTooLarge();
                }

                plain.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The compressed message is not valid gzip."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return plain.ToArray();
    }
}
