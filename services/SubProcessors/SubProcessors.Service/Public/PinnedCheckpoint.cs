namespace PrivacyPlatform.SubProcessors.Service.Public;

/// <summary>What a customer can keep, to be shown later that nothing of the past was changed: the tenant's log, as signed.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many events it commits to.</param>
/// <param name="RootHash">Base64.</param>
/// <param name="Note">The signed note (C2SP tlog-checkpoint), which is what is verified.</param>
internal sealed record PinnedCheckpoint(string Origin, long Size, string RootHash, string Note);
