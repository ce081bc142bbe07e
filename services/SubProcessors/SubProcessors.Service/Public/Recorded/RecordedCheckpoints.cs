using System.Collections.Concurrent;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Sealing;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>The last checkpoint of each tenant's log, looked for at most once a second. Asked only for tenants that have a public register.</summary>
internal sealed class RecordedCheckpoints(EvidenceReader evidence, TimeProvider clock) : ICheckpoints
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (long At, Task<PinnedCheckpoint?> Found)> known = new(StringComparer.Ordinal);

    public async ValueTask<PinnedCheckpoint?> Latest(string tenant, CancellationToken ct)
    {
        if (known.TryGetValue(tenant, out var last) && clock.GetElapsedTime(last.At) < Fresh && last.Found.IsCompletedSuccessfully)
        {
            return await last.Found;
        }

        var found = Read(tenant, ct);
        known[tenant] = (clock.GetTimestamp(), found);
        return await found;
    }

    private async Task<PinnedCheckpoint?> Read(string tenant, CancellationToken ct) =>
        await evidence.LatestCheckpoint(tenant, ct) is { Note: var note }
        && note.LastIndexOf("\n\n", StringComparison.Ordinal) is > 0 and var end
        && Checkpoint.Read(note[..(end + 1)]) is { } checkpoint
            ? new(checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64(), note)
            : null;
}
