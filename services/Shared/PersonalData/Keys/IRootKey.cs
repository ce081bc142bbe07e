using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// The key on top, which is in no database: wraps and unwraps the tenants' keys. A file or an environment variable
/// (<see cref="RootKeyRing"/>), or a key management service, which need not give its key away.
/// </summary>
public interface IRootKey
{
    /// <summary>Id of the version that wraps now. A code, stored beside what it wraps.</summary>
    string CurrentId { get; }

    /// <summary>Wraps a tenant's key under the current version.</summary>
    /// <param name="context">Authenticated, not secret (an encryption context): unwrapping needs the same.</param>
    /// <exception cref="RootKeyException">The root key cannot be used now.</exception>
    Task<RootWrapped> Wrap(ReadOnlyMemory<byte> key, IReadOnlyDictionary<string, string> context, CancellationToken ct = default);

    /// <summary>The tenant's key, in an array of its own that the caller zeroes.</summary>
    /// <exception cref="RootKeyException">The version is not available any more, or the wrapped key was altered or belongs to another context.</exception>
    Task<byte[]> Unwrap(RootWrapped wrapped, IReadOnlyDictionary<string, string> context, CancellationToken ct = default);

    /// <summary>Whether the current version can be used, for the health check.</summary>
    /// <exception cref="RootKeyException">It cannot.</exception>
    Task Check(CancellationToken ct = default);
}

/// <summary>A key wrapped by a version of the root key.</summary>
/// <param name="Bytes">Opaque; only the root key that made it reads it.</param>
public sealed record RootWrapped(string RootKeyId, byte[] Bytes);

/// <summary>The root key cannot do what was asked. Everything that needs it fails closed.</summary>
public sealed class RootKeyException(string message, Exception? inner = null) : Exception(message, inner), ITransientFailure
{
    public string Code => "vault.root_key_unusable";

    /// <summary>True: it takes a key management service, or an operator, to mend it, and nothing that was asked is at fault.</summary>
    public bool IsTransient => true;
}
