using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PrivacyPlatform.EvidenceLog.Notes;

/// <summary>The handful of libcrypto's functions (1.1.1 and 3) that Ed25519 needs: EVP_PKEY(3), EVP_DigestSign(3), EVP_DigestVerify(3).</summary>
internal static partial class LibCrypto
{
    private const string Library = "libcrypto";
    private const int Ed25519Type = 1087; // NID_ED25519

    private static readonly string[] Names =
        OperatingSystem.IsWindows() ? ["libcrypto-3-x64.dll", "libcrypto-3-arm64.dll"]
        : OperatingSystem.IsMacOS() ? ["libcrypto.3.dylib", "/opt/homebrew/lib/libcrypto.3.dylib", "/usr/local/lib/libcrypto.3.dylib"]
        : ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so"];

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    public static PKey PrivateKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.PublicKeySize)
        {
            throw new CryptographicException("An Ed25519 private key has 32 bytes.");
        }

        var key = NewRawPrivateKey(Ed25519Type, 0, seed, (nuint)seed.Length);
        return key.IsInvalid ? throw Failure() : key;
    }

    /// <summary>Invalid when the bytes are no key.</summary>
    public static PKey PublicKey(ReadOnlySpan<byte> bytes) => NewRawPublicKey(Ed25519Type, 0, bytes, (nuint)bytes.Length);

    public static Context NewContext()
    {
        var context = ContextNew();
        return context.IsInvalid ? throw Failure() : context;
    }

    public static int SignInit(Context context, PKey key) => DigestSignInit(context, 0, 0, 0, key);

    public static int VerifyInit(Context context, PKey key) => DigestVerifyInit(context, 0, 0, 0, key);

    public static int Sign(Context context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message) =>
        DigestSign(context, signature, ref signatureLength, message, (nuint)message.Length);

    public static int Verify(Context context, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message) =>
        DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length);

    public static CryptographicException Failure()
    {
        ForgetErrors();
        return new("libcrypto refused the key or the signature.");
    }

    /// <summary>OpenSSL's errors stay with the thread until they are taken; left there, .NET's own calls would report them as theirs.</summary>
    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    public static partial void ForgetErrors();

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int RawPublicKey(PKey key, Span<byte> bytes, ref nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    private static partial PKey NewRawPrivateKey(int type, nint engine, ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    private static partial PKey NewRawPublicKey(int type, nint engine, ReadOnlySpan<byte> bytes, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    private static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    private static partial Context ContextNew();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    private static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSignInit")]
    private static partial int DigestSignInit(Context context, nint keyContext, nint digest, nint engine, PKey key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSign")]
    private static partial int DigestSign(Context context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    private static partial int DigestVerifyInit(Context context, nint keyContext, nint digest, nint engine, PKey key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    private static partial int DigestVerify(Context context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint length);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        foreach (var candidate in Names)
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException("OpenSSL's libcrypto (3 or 1.1.1) is not installed: it signs and verifies checkpoints.");
    }

    internal sealed class PKey() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            FreeKey(handle);
            return true;
        }
    }

    internal sealed class Context() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            FreeContext(handle);
            return true;
        }
    }
}
