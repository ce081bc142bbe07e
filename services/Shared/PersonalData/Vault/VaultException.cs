using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>The vault cannot give a key and cannot say that it was erased: reading and writing fail, nothing is guessed.</summary>
public sealed class VaultException : Exception, ITransientFailure
{
    private VaultException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable: <c>vault.not_ready</c> (transient), <c>vault.key_missing</c>, <c>vault.key_altered</c>, <c>vault.busy</c> (transient), <c>vault.erasure_id_reused</c>.</summary>
    public string Code { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient => Code is "vault.not_ready" or "vault.busy";

    internal static VaultException NotReady() =>
        new("vault.not_ready", "The recorded erasures have not been compared with the vault yet; until then it serves nothing.");

    internal static VaultException KeyMissing(Guid keyId) =>
        new("vault.key_missing", $"The key {keyId} is neither in the vault nor among the destroyed ones.");

    internal static VaultException KeyAltered(Guid keyId) => new("vault.key_altered", $"The key {keyId} in the vault is not the one that was put there.");

    internal static VaultException Busy() => new("vault.busy", "Others kept changing the same keys.");

    internal static VaultException ErasureIdReused(Guid erasureId) =>
        new("vault.erasure_id_reused", $"The erasure {erasureId} was ordered before for another person.");
}
