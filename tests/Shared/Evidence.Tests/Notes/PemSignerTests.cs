using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.EvidenceLog.Tests.Notes;

[UnsupportedOSPlatform("windows")]
public sealed class PemSignerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("privacyplatform-evidence-");

    private string KeyFile => Path.Combine(folder.FullName, "key.pem");

    [Fact]
    public void A_new_key_signs_after_it_went_through_a_file()
    {
        WriteKey(PemSigner.NewPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var signer = PemSigner.FromFile(KeyFile);
        Ed25519.Verify(signer.PublicKey.Span, "text"u8, signer.Sign("text"u8)).ShouldBeTrue();
    }

    [Fact]
    public void A_key_that_openssl_made_is_read()
    {
        using var openssl = Process.Start("openssl", ["genpkey", "-algorithm", "ed25519", "-out", KeyFile]);
        openssl.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead);
        using var signer = PemSigner.FromFile(KeyFile);
        Ed25519.Verify(signer.PublicKey.Span, "text"u8, signer.Sign("text"u8)).ShouldBeTrue();
    }

    [Fact]
    public void A_key_that_others_can_read_is_not_used()
    {
        WriteKey(PemSigner.NewPem(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Should.Throw<InvalidOperationException>(() => PemSigner.FromFile(KeyFile)).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WriteKey(p256.ExportPkcs8PrivateKeyPem(), UnixFileMode.UserRead);
        Should.Throw<InvalidOperationException>(() => PemSigner.FromFile(KeyFile));
    }

    [Fact]
    public void A_missing_key_is_said_to_be_missing() =>
        Should.Throw<InvalidOperationException>(() => PemSigner.FromFile(KeyFile)).Message.ShouldContain("no signing key");

    public void Dispose() => folder.Delete(recursive: true);

    private void WriteKey(string pem, UnixFileMode mode)
    {
        File.WriteAllText(KeyFile, pem);
        File.SetUnixFileMode(KeyFile, mode);
    }
}
