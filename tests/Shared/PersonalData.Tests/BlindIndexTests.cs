namespace PrivacyPlatform.PersonalData.Tests;

public sealed class BlindIndexTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Tenant_field_value_and_secret_each_make_another_index()
    {
        string[] indexes =
        [
            Index(Secret, "acme", "a", "x"),
            Index(Secret, "globex", "a", "x"),
            Index(Secret, "acme", "b", "x"),
            Index(Secret, "acme", "a", "y"),
            Index(new byte[32], "acme", "a", "x"),
            Index(Secret, "acmea", "", "x"),
        ];
        indexes.Distinct(StringComparer.Ordinal).Count().ShouldBe(indexes.Length);
        indexes.ShouldAllBe(index => index.Length == 43);
        Index(Secret, "acme", "a", "x").ShouldBe(indexes[0]);
    }

    [Theory]
    [InlineData(" Anna@Example.ORG ", "anna@example.org")]
    [InlineData("ÆRLIG", "ærlig")]
    public void Normalized_values_are_found_however_they_are_written(string one, string other)
    {
        Index(Secret, "acme", "a", one, IndexedAs.Normalized).ShouldBe(Index(Secret, "acme", "a", other, IndexedAs.Normalized));
        Index(Secret, "acme", "a", one).ShouldNotBe(Index(Secret, "acme", "a", other), "ids are taken as they are");
    }

    // Computed from FORMAT.md with another language's HMAC.
    [Fact]
    public void An_index_is_as_FORMAT_says_for_ever() =>
        Index(Secret, "acme", "vault.subject", "usr_1").ShouldBe("nXapwKtLA-ZJejZvuk9EqFS7Jl2tGbRtYckVlPs69cY");

    private static string Index(byte[] secret, string tenant, string field, string value, IndexedAs indexedAs = IndexedAs.Exact) =>
        BlindIndex.Text(BlindIndex.Of(secret, tenant, field, value, indexedAs));
}
