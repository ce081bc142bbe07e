using System.Text;
using PrivacyPlatform.EvidenceLog.Entries;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>Compares the states that were exported with those that the exported events fold to.</summary>
internal sealed class StateChecks(EventChecks events, Findings findings)
{
    /// <returns>How many states were compared and found equal.</returns>
    public async Task<int> Run(BundleFolder bundle, CancellationToken ct)
    {
        var equal = 0;
        await using var states = bundle.Read(BundleFile.States);
        if (states is null)
        {
            return equal;
        }

        await foreach (var line in Lines.Of(states, ct))
        {
            if (StateLine.Read(line) is not { } state)
            {
                findings.Add(FindingCodes.Malformed, $"A line of {BundleFile.States} is malformed.");
            }
            else if (!events.Replays.TryGetValue(state.Stream, out var replay) || events.Versions[state.Stream] != state.Version)
            {
                findings.Add(FindingCodes.StateDiffers, $"The state of {state.Stream} is of version {state.Version}, which is not its last exported event's.");
            }
            else if (replay is not null && Canonical(replay.State()) != state.State)
            {
                findings.Add(FindingCodes.StateDiffers, $"The events of {state.Stream} lead to another state than the exported one.");
            }
            else if (replay is not null)
            {
                equal++;
            }
        }

        return equal;
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJsonWriter.Canonicalize(Encoding.UTF8.GetBytes(json)));
}
