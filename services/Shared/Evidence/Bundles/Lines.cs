using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>A file's lines as the bytes that they are: text would already be a reading of them.</summary>
internal static class Lines
{
    private const int Longest = 64 * 1024 * 1024;

    /// <summary>Without their newlines. What follows the last newline is a line too, unless it is empty.</summary>
    /// <exception cref="InvalidDataException">A line is longer than 64 MiB.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(Stream stream, [EnumeratorCancellation] CancellationToken ct)
    {
        var pipe = PipeReader.Create(stream);
        while (true)
        {
            var read = await pipe.ReadAsync(ct);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                yield return buffer.Slice(0, end).ToArray();
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (!buffer.IsEmpty)
                {
                    yield return buffer.ToArray();
                }

                break;
            }

            if (buffer.Length > Longest)
            {
                throw new InvalidDataException("A line is too long.");
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }

        await pipe.CompleteAsync();
    }
}
