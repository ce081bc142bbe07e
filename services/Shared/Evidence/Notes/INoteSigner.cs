namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>Whoever holds the private Ed25519 key: a file (<see cref="PemSigner"/>), or a key management service that never hands it out.</summary>
public interface INoteSigner
{
    /// <summary>32 bytes, RFC 8032.</summary>
    ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>64 bytes, RFC 8032.</summary>
    byte[] Sign(ReadOnlySpan<byte> message);
}
