using System.Security.Cryptography;

namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>Ed25519 (RFC 8032) by OpenSSL's libcrypto, which .NET itself stands on under Linux and macOS. Why so: docs/adr/0009.</summary>
public static class Ed25519
{
    /// <summary>In bytes; of the private key too.</summary>
    public const int PublicKeySize = 32;

    /// <summary>In bytes.</summary>
    public const int SignatureSize = 64;

    /// <summary>False also for a key or a signature that is none.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeySize || signature.Length != SignatureSize)
        {
            return false;
        }

        using var key = LibCrypto.PublicKey(publicKey);
        if (key.IsInvalid)
        {
            LibCrypto.ForgetErrors();
            return false;
        }

        using var context = LibCrypto.NewContext();
        var verified = LibCrypto.VerifyInit(context, key) == 1 && LibCrypto.Verify(context, signature, message) == 1;
        LibCrypto.ForgetErrors();
        return verified;
    }

    /// <param name="seed">The private key: 32 bytes.</param>
    /// <exception cref="CryptographicException">The seed is none.</exception>
    internal static byte[] PublicKeyOf(ReadOnlySpan<byte> seed)
    {
        using var key = LibCrypto.PrivateKey(seed);
        var publicKey = new byte[PublicKeySize];
        nuint length = PublicKeySize;
        return LibCrypto.RawPublicKey(key, publicKey, ref length) == 1 && length == PublicKeySize ? publicKey : throw LibCrypto.Failure();
    }

    /// <param name="seed">The private key: 32 bytes.</param>
    /// <exception cref="CryptographicException">The seed is none.</exception>
    internal static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        using var key = LibCrypto.PrivateKey(seed);
        using var context = LibCrypto.NewContext();
        var signature = new byte[SignatureSize];
        nuint length = SignatureSize;
        return LibCrypto.SignInit(context, key) == 1
            && LibCrypto.Sign(context, signature, ref length, message) == 1
            && length == SignatureSize
                ? signature
                : throw LibCrypto.Failure();
    }
}
