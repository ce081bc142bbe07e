namespace PrivacyPlatform.PersonalData;

/// <summary>What is authenticated with a wrapped key, so that no row of the vault can stand in for another.</summary>
internal static class KeyContext
{
    public static IReadOnlyDictionary<string, string> Tenant(string tenant, Guid keyId) =>
        new Dictionary<string, string> { ["tenant"] = tenant, ["key"] = keyId.ToString("D") };

    public static byte[] Subject(string tenant, Guid keyId, Guid tenantKeyId) =>
        new LengthPrefixed().Add("privacyplatform.subject-key.v1").Add(tenant).Add(keyId).Add(tenantKeyId).ToArray();

    public static byte[] Index(string tenant, Guid indexId, Guid tenantKeyId) =>
        new LengthPrefixed().Add("privacyplatform.index-secret.v1").Add(tenant).Add(indexId).Add(tenantKeyId).ToArray();
}
