using System.Text.Json;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// A sealed value as it stands in an event's payload: an object with exactly these members, see FORMAT.md.
/// A domain, which references no cryptography, declares a record of its own with these five strings.
/// </summary>
/// <param name="Sealed">The format's version, <c>v1</c>.</param>
/// <param name="Key">Id of the subject's key, a UUID.</param>
/// <param name="Nonce">12 bytes in base64url.</param>
/// <param name="Data">Ciphertext and the 16 bytes of its tag, in base64url.</param>
/// <param name="Place">Tells without a key whether the value was sealed for the place where it stands.</param>
public sealed record SealedValue(string Sealed, string Key, string Nonce, string Data, string Place)
{
    /// <summary>The present format.</summary>
    public const string Version1 = "v1";

    internal static IReadOnlyList<string> Members { get; } = ["sealed", "key", "nonce", "data", "place"];

    internal Guid KeyId => Guid.TryParseExact(Key, "D", out var id) ? id : throw SealedValueException.Malformed();

    /// <summary>Whether a type of the domain has the form of a sealed value: a property for each of the five members, strings all, and no other.</summary>
    public static bool IsForm(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var properties = type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance);
        return properties.Length == Members.Count
            && properties.All(property => property.PropertyType == typeof(string) && Members.Contains(property.Name.ToLowerInvariant()));
    }

    /// <summary>The value as JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { @sealed = Sealed, key = Key, nonce = Nonce, data = Data, place = Place });

    /// <exception cref="SealedValueException">The object does not have exactly the members of a sealed value, or another version.</exception>
    public static SealedValue Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || element.EnumerateObject().Count() != Members.Count)
        {
            throw SealedValueException.Malformed();
        }

        var values = Members.Select(name => element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw SealedValueException.Malformed()).ToArray();
        return values[0] == Version1
            ? new(values[0], values[1], values[2], values[3], values[4])
            : throw SealedValueException.Malformed();
    }
}
