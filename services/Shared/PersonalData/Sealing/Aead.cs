using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PrivacyPlatform.PersonalData;

/// <summary>AES-256-GCM (NIST SP 800-38D) with 96-bit random nonces and 128-bit tags.</summary>
internal static class Aead
{
    public const int KeyLength = 32;
    public const int NonceLength = 12;
    public const int TagLength = 16;

    /// <summary>Longest text that is sealed, in bytes of UTF-8: an address or a message of a person, not a file.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="SealedValueException">The text is too long.</exception>
    /// <exception cref="ArgumentException">The text has half a surrogate pair: it could not be read back as it is.</exception>
    public static SealedValue Seal(ReadOnlySpan<byte> key, Guid keyId, SealedPlace place, string text)
    {
        var plain = Strict.GetBytes(text);
        try
        {
            if (plain.Length > MostBytes)
            {
                throw SealedValueException.TooLarge(place.Field, MostBytes);
            }

            var (nonce, data) = Encrypt(key, plain, place.AssociatedData(keyId));
            return new(
                SealedValue.Version1, keyId.ToString("D"), Base64Url.EncodeToString(nonce), Base64Url.EncodeToString(data), place.Mark(keyId));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <exception cref="SealedValueException">Anything differs from what was sealed: key, place, nonce, data.</exception>
    public static string Open(ReadOnlySpan<byte> key, SealedPlace place, SealedValue value)
    {
        var nonce = Decode(value.Nonce);
        var data = Decode(value.Data);
        if (nonce.Length != NonceLength || data.Length < TagLength)
        {
            throw SealedValueException.Malformed();
        }

        var plain = Decrypt(key, nonce, data, place.AssociatedData(value.KeyId)) ?? throw SealedValueException.Altered(place.Field);
        try
        {
            return Strict.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>A key under another key: nonce, ciphertext and tag in one, 60 bytes for a key of 32.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> wrapping, ReadOnlySpan<byte> key, byte[] associatedData)
    {
        var (nonce, data) = Encrypt(wrapping, key, associatedData);
        return [.. nonce, .. data];
    }

    /// <summary>The key that <see cref="Wrap"/> wrapped; null when it was another wrapping key, other data, or altered bytes.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> wrapping, ReadOnlySpan<byte> wrapped, byte[] associatedData) =>
        wrapped.Length < NonceLength + TagLength ? null : Decrypt(wrapping, wrapped[..NonceLength], wrapped[NonceLength..], associatedData);

    private static (byte[] Nonce, byte[] Data) Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, byte[] associatedData)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var data = new byte[plain.Length + TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, data.AsSpan(0, plain.Length), data.AsSpan(plain.Length), associatedData);
        return (nonce, data);
    }

    private static byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> data, byte[] associatedData)
    {
        var plain = new byte[data.Length - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(nonce, data[..^TagLength], data[^TagLength..], plain, associatedData);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw SealedValueException.Malformed();
        }
    }
}
