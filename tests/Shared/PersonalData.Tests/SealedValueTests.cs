using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace PrivacyPlatform.PersonalData.Tests;

public sealed class SealedValueTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly Guid KeyId = new("0190a000-0000-7000-8000-000000000001");
    private static readonly SealedPlace Place = new("acme", "request-1", new("0190a000-0000-7000-8000-0000000000ff"), "/contact");

    [Fact]
    public void Whatever_is_sealed_opens_to_the_same_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            // Half a surrogate pair is no text; that it is refused has a test of its own.
            var whole = new string([.. text.Get.Where(c => !char.IsSurrogate(c))]) + "ø😀";
            Aead.Open(Key, Place, Aead.Seal(Key, KeyId, Place, whole)).ShouldBe(whole);
        }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("")]
    [InlineData("anna@example.org")]
    [InlineData("Kirkegata 1\n0153 Oslo")]
    public void The_json_form_reads_back_equal(string text)
    {
        var value = Aead.Seal(Key, KeyId, Place, text);
        using var json = JsonDocument.Parse(value.ToJson());
        SealedValue.Read(json.RootElement).ShouldBe(value);
        value.ToJson().ShouldStartWith("{\"sealed\":\"v1\",\"key\":\"0190a000-0000-7000-8000-000000000001\",\"nonce\":\"");
    }

    public static TheoryData<string, SealedPlace> OtherPlaces => new()
    {
        { "tenant", Place with { Tenant = "acme2" } },
        { "stream", Place with { Stream = "request-2" } },
        { "event id", Place with { EventId = new("0190a000-0000-7000-8000-0000000000fe") } },
        { "field", Place with { Field = "/contact2" } },
        { "the same letters, cut elsewhere", Place with { Tenant = "acmer", Stream = "equest-1" } },
    };

    [Theory]
    [MemberData(nameof(OtherPlaces))]
    public void At_another_place_a_value_opens_to_an_error(string part, SealedPlace other)
    {
        var value = Aead.Seal(Key, KeyId, Place, "anna@example.org");
        part.ShouldNotBeEmpty();
        Should.Throw<SealedValueException>(() => Aead.Open(Key, other, value)).Code.ShouldBe("sealed.altered");
        Should.Throw<SealedValueException>(() => SealedPlacement.Check(other, value)).Code.ShouldBe("sealed.misplaced");
    }

    [Fact]
    public void Under_another_key_id_a_value_opens_to_an_error()
    {
        var value = Aead.Seal(Key, KeyId, Place, "anna@example.org");
        var moved = value with { Key = "0190a000-0000-7000-8000-000000000002" };
        Should.Throw<SealedValueException>(() => Aead.Open(Key, Place, moved)).Code.ShouldBe("sealed.altered");
    }

    [Fact]
    public void Under_another_key_a_value_opens_to_an_error()
    {
        var value = Aead.Seal(Key, KeyId, Place, "anna@example.org");
        Should.Throw<SealedValueException>(() => Aead.Open(new byte[32], Place, value)).Code.ShouldBe("sealed.altered");
    }

    [Fact]
    public void With_any_bit_of_nonce_or_data_turned_a_value_opens_to_an_error()
    {
        var value = Aead.Seal(Key, KeyId, Place, "anna");
        foreach (var altered in Turned(value.Nonce).Select(nonce => value with { Nonce = nonce }).Concat(Turned(value.Data).Select(data => value with { Data = data })))
        {
            Should.Throw<SealedValueException>(() => Aead.Open(Key, Place, altered)).Code.ShouldBe("sealed.altered");
        }
    }

    [Theory]
    [InlineData("""{"sealed":"v2","key":"0190a000-0000-7000-8000-000000000001","nonce":"","data":"","place":""}""")]
    [InlineData("""{"sealed":"v1","key":"0190a000-0000-7000-8000-000000000001","nonce":"","data":""}""")]
    [InlineData("""{"sealed":"v1","key":"0190a000-0000-7000-8000-000000000001","nonce":"","data":"","place":"","more":""}""")]
    [InlineData("""{"sealed":"v1","key":"0190a000-0000-7000-8000-000000000001","nonce":1,"data":"","place":""}""")]
    [InlineData("""{"sealed":true}""")]
    public void What_looks_sealed_but_has_another_form_is_an_error_and_never_skipped(string json) =>
        Should.Throw<SealedValueException>(() => SealedFields.In($$"""{"contact":{{json}}}""")).Code.ShouldBe("sealed.malformed");

    [Theory]
    [InlineData("", "")]
    [InlineData("AAAAAAAAAAAAAAAA", "AAAA")]
    [InlineData("not base64url!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_nonce_or_data_of_an_impossible_form_is_an_error(string nonce, string data) =>
        Should.Throw<SealedValueException>(() => Aead.Open(Key, Place, new("v1", KeyId.ToString(), nonce, data, ""))).Code.ShouldBe("sealed.malformed");

    [Fact]
    public void Nonces_do_not_repeat() =>
        Enumerable.Range(0, 20_000).Select(_ => Aead.Seal(Key, KeyId, Place, "").Nonce).Distinct(StringComparer.Ordinal).Count().ShouldBe(20_000);

    [Fact]
    public void Half_a_surrogate_pair_is_refused_rather_than_changed() =>
        Should.Throw<ArgumentException>(() => Aead.Seal(Key, KeyId, Place, "\ud83d"));

    [Fact]
    public void A_text_over_64_KiB_is_refused()
    {
        Aead.Open(Key, Place, Aead.Seal(Key, KeyId, Place, new string('a', 65_536))).Length.ShouldBe(65_536);
        Should.Throw<SealedValueException>(() => Aead.Seal(Key, KeyId, Place, new string('a', 65_537))).Code.ShouldBe("sealed.too_large");
    }

    [Fact]
    public void Every_sealed_object_of_a_payload_is_found_with_its_json_pointer()
    {
        var one = Aead.Seal(Key, KeyId, Place, "a").ToJson();
        SealedFields.In($$"""{"id":"x","contact":{{one}},"list":[{"a/b~":{{one}}},{{one}}]}""").Select(found => found.Field)
            .ShouldBe(["/contact", "/list/0/a~1b~0", "/list/1"]);
    }

    [Fact]
    public void The_associated_data_is_as_FORMAT_says() =>
        Convert.ToHexStringLower(new SealedPlace("t", "s-1", new("00112233-4455-6677-8899-aabbccddeeff"), "/f").AssociatedData(KeyId)).ShouldBe(
            "00000019" + Convert.ToHexStringLower("privacyplatform.sealed.v1"u8)
            + "00000001" + "74"
            + "00000003" + "732d31"
            + "00000010" + "00112233445566778899aabbccddeeff"
            + "00000002" + "2f66"
            + "00000010" + "0190a000000070008000000000000001");

    // Made from FORMAT.md with another language's AES-GCM.
    [Fact]
    public void A_value_that_another_program_sealed_as_FORMAT_says_opens()
    {
        var foreign = new SealedValue("v1", KeyId.ToString(), "AAAAAAAAAAAAAAAA", "jRCpctgydJF-CtUgV3_ZlqTkUNXJOvma2pvrqDt195c3", "0EgHTCIJxOHC-qUMQPCmEQ");
        SealedPlacement.Check(Place, foreign);
        Aead.Open(Key, Place, foreign).ShouldBe("Kirkegata 1, Oslo");
    }

    [Fact]
    public void A_value_never_shows_its_text_when_printed() => new Unsealed.Value("anna@example.org").ToString().ShouldBe("Value");

    private static IEnumerable<string> Turned(string base64Url)
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(base64Url);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return System.Buffers.Text.Base64Url.EncodeToString(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
