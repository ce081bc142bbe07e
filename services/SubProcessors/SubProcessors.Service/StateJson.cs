using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>States as read models keep them. A row that this version cannot read is written anew by rebuilding the read model, so nothing old is ever guessed at.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Write(object state) => JsonSerializer.Serialize(state, state.GetType(), Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("There is no state.");
}
