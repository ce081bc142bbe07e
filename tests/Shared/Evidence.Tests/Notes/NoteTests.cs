using PrivacyPlatform.EvidenceLog.Merkle;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.EvidenceLog.Tests.Notes;

public sealed class NoteTests : IDisposable
{
    private const string Name = "privacyplatform.invalid/consent/acme";

    private readonly PemSigner signer = PemSigner.FromPem(PemSigner.NewPem())!;

    private VerifierKey Key => new(Name, signer.PublicKey.Span);

    private static Checkpoint Checkpoint { get; } = new(Name, 20852163, Rfc6962.Leaf("x"u8));

    /// <summary>The examples of golang.org/x/mod/sumdb/note, which C2SP's format grew out of.</summary>
    [Fact]
    public void A_note_of_another_implementation_is_opened()
    {
        var key = VerifierKey.Read("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").ShouldNotBeNull();
        const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
        const string Note = Text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        SignedNote.Open(Note, key).ShouldBe(Text);
        key.ToString().ShouldBe("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    [Fact]
    public void A_signed_checkpoint_is_read_back()
    {
        var note = SignedNote.Sign(Checkpoint.Text, Name, signer);
        Checkpoint.Read(SignedNote.Open(note, Key).ShouldNotBeNull()).ShouldBe(Checkpoint);
        VerifierKey.Read(Key.ToString()).ShouldBe(Key);
    }

    [Fact]
    public void Nothing_signed_can_change()
    {
        var note = SignedNote.Sign(Checkpoint.Text, Name, signer);
        for (var i = 0; i < note.Length; i++)
        {
            var changed = note[..i] + (char)(note[i] ^ 1) + note[(i + 1)..];
            SignedNote.Open(changed, Key).ShouldBeNull($"at {i}");
        }
    }

    /// <summary>The last letter of 68 bytes in base64 has two bits that mean nothing.</summary>
    [Fact]
    public void A_signature_has_one_spelling()
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var note = SignedNote.Sign(Checkpoint.Text, Name, signer);
        var last = Letters.IndexOf(note[^3], StringComparison.Ordinal);
        for (var bits = 1; bits < 4; bits++)
        {
            SignedNote.Open($"{note[..^3]}{Letters[last | bits]}=\n", Key).ShouldBeNull();
        }

        SignedNote.Open($"{note[..^5]} {note[^5..]}", Key).ShouldBeNull();
    }

    [Fact]
    public void Another_key_or_another_tenants_name_does_not_open_it()
    {
        var note = SignedNote.Sign(Checkpoint.Text, Name, signer);
        using var other = PemSigner.FromPem(PemSigner.NewPem())!;
        SignedNote.Open(note, new(Name, other.PublicKey.Span)).ShouldBeNull();
        SignedNote.Open(note, new("privacyplatform.invalid/consent/globex", signer.PublicKey.Span)).ShouldBeNull();
    }

    [Fact]
    public void A_witness_may_sign_too()
    {
        using var witness = PemSigner.FromPem(PemSigner.NewPem())!;
        var note = SignedNote.Sign(Checkpoint.Text, Name, signer);
        var cosigned = note + SignedNote.Sign(Checkpoint.Text, "witness.invalid", witness)[(Checkpoint.Text.Length + 1)..];
        SignedNote.Open(cosigned, Key).ShouldBe(Checkpoint.Text);
        SignedNote.Open(cosigned, new("witness.invalid", witness.PublicKey.Span)).ShouldBe(Checkpoint.Text);
    }

    [Theory]
    [InlineData("log\n1\n\n")]
    [InlineData("log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("log\n1\n47DEQpj8HBSa\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public void What_is_no_checkpoint_is_not_read(string text) => Checkpoint.Read(text).ShouldBeNull();

    [Fact]
    public void A_checkpoint_may_have_more_lines() =>
        Checkpoint.Read("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n").ShouldBe(new("log", 0, Rfc6962.EmptyRoot));

    [Theory]
    [InlineData("acme", "privacyplatform.invalid/consent/acme")]
    [InlineData("two words+more\n/ü", "privacyplatform.invalid/consent/two%20words%2Bmore%0A%2F%C3%BC")]
    public void Any_tenant_has_a_log_with_a_name_that_can_be_read_in_one_way_only(string tenant, string origin)
    {
        Origin.Of("privacyplatform.invalid/consent", tenant).ShouldBe(origin);
        Origin.TenantOf(origin).ShouldBe(tenant);
        new VerifierKey(origin, signer.PublicKey.Span).Name.ShouldBe(origin);
    }

    [Theory]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2Qc")]
    [InlineData("")]
    public void A_key_whose_id_is_not_its_own_is_refused(string key) => VerifierKey.Read(key).ShouldBeNull();

    public void Dispose() => signer.Dispose();
}
