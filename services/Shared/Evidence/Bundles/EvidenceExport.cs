using System.IO.Compression;
using System.Text.Json;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Writes a bundle: what a reviewer takes away and checks elsewhere.</summary>
public sealed class EvidenceExport(IEvidenceSource source)
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <param name="path">A folder that is not there yet, or a file that is to be made and ends in <c>.zip</c>.</param>
    /// <param name="streams">None for everything.</param>
    /// <param name="kept">The text of a checkpoint from last time; the bundle then proves that the log only grew since.</param>
    /// <param name="states">Whether to take the states along that the service shows. A store that was tampered with may have events that no state can be folded from.</param>
    /// <returns>How many events were exported, and the checkpoint they belong to.</returns>
    /// <exception cref="InvalidOperationException">Nothing is sealed yet, or the kept checkpoint is none, or is larger than the log is now.</exception>
    /// <exception cref="IOException">The path is there already, or cannot be written.</exception>
    public async Task<ExportedBundle> Write(string path, IReadOnlyList<string> streams, string? kept = null, bool states = true, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        if (Path.Exists(path))
        {
            throw new IOException($"{path} is there already.");
        }

        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return await WriteFolder(path, streams, kept, states, ct);
        }

        var folder = Directory.CreateTempSubdirectory("privacyplatform-evidence-").FullName;
        try
        {
            var exported = await WriteFolder(folder, streams, kept, states, ct);
            ZipFile.CreateFromDirectory(folder, path);
            return exported;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ExportedBundle> WriteFolder(string folder, IReadOnlyList<string> streams, string? kept, bool states, CancellationToken ct)
    {
        var (note, key) = await source.Checkpoint(ct) ?? throw new InvalidOperationException("Nothing is sealed yet.");
        var checkpoint = Unverified(note) ?? throw new InvalidOperationException("What the service calls a checkpoint is none.");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, BundleFile.Checkpoint), note, ct);
        await File.WriteAllTextAsync(Path.Combine(folder, BundleFile.PublicKey), key + "\n", ct);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, BundleFile.Manifest),
            JsonSerializer.SerializeToUtf8Bytes(new { Format = BundleFile.Format, Scope = streams.Count == 0 ? "all" : "streams", Streams = streams }, BundleJson.Options),
            ct);
        if (kept is not null)
        {
            var old = Unverified(kept) ?? throw new InvalidOperationException("The kept checkpoint is none.");
            if (old.Size > checkpoint.Size)
            {
                throw new InvalidOperationException($"The kept checkpoint has {old.Size} events and the log has only {checkpoint.Size}: events were taken away.");
            }

            var proof = await source.Consistency(old.Size, checkpoint.Size, ct);
            await File.WriteAllBytesAsync(Path.Combine(folder, BundleFile.Consistency), new ConsistencyFile(old.Size, checkpoint.Size, proof).Write(), ct);
        }

        var events = await WriteEvents(folder, streams, checkpoint.Size, ct);
        if (states)
        {
            await WriteStates(folder, streams, checkpoint.Size, ct);
        }

        return new(events, checkpoint);
    }

    private async Task<long> WriteEvents(string folder, IReadOnlyList<string> streams, long size, CancellationToken ct)
    {
        await using var events = File.Create(Path.Combine(folder, BundleFile.Events));
        await using var leaves = File.Create(Path.Combine(folder, BundleFile.Leaves));
        var entries = new List<(long Index, ReadOnlyMemory<byte> Event, byte[] Leaf)>();
        var count = 0L;
        if (streams.Count == 0)
        {
            await foreach (var entry in source.Entries(null, size, ct))
            {
                await Line(events, entry.Entry ?? default, ct);
                await Line(leaves, Leaf(entry), ct);
                count++;
            }

            return count;
        }

        // Streams come one after the other, and a bundle has the tree's order: of a few streams all events fit in memory.
        foreach (var stream in streams.Distinct())
        {
            await foreach (var entry in source.Entries(stream, size, ct))
            {
                entries.Add((entry.Index, entry.Entry ?? default, Leaf(entry)));
            }
        }

        foreach (var entry in entries.OrderBy(entry => entry.Index))
        {
            await Line(events, entry.Event, ct);
            await Line(leaves, entry.Leaf, ct);
            count++;
        }

        return count;
    }

    private async Task WriteStates(string folder, IReadOnlyList<string> streams, long size, CancellationToken ct)
    {
        await using var states = File.Create(Path.Combine(folder, BundleFile.States));
        foreach (var stream in streams.Count == 0 ? [null] : streams.Distinct().Cast<string?>())
        {
            await foreach (var state in source.States(stream, size, ct))
            {
                await Line(states, state.Write(), ct);
            }
        }
    }

    private static byte[] Leaf(SourceEntry entry) => new LeafLine(entry.Index, entry.Hash, entry.Proof).Write();

    private static async Task Line(FileStream file, ReadOnlyMemory<byte> line, CancellationToken ct)
    {
        await file.WriteAsync(line, ct);
        await file.WriteAsync(NewLine, ct);
    }

    /// <summary>What a checkpoint says, whoever signed it.</summary>
    private static Checkpoint? Unverified(string note) =>
        note.LastIndexOf("\n\n", StringComparison.Ordinal) is > 0 and var end ? Checkpoint.Read(note[..(end + 1)]) : null;
}

/// <param name="Events">How many.</param>
/// <param name="Checkpoint">As the source gave it: not verified.</param>
public sealed record ExportedBundle(long Events, Checkpoint Checkpoint);
