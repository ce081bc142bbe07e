namespace PrivacyPlatform.PersonalData;

/// <summary>A tenant's key as it lies in the vault.</summary>
internal sealed record TenantKey(Guid Id, int Version, string RootKeyId, byte[] Wrapped);

/// <summary>A tenant with its keys, newest first.</summary>
internal sealed record TenantRow(Guid IndexId, Guid IndexKeyId, byte[] IndexWrapped, IReadOnlyList<TenantKey> Keys);

/// <summary>A subject's key as it lies in the vault, with the tenant's key that wraps it.</summary>
internal sealed record SubjectKey(Guid Id, byte[] Wrapped, TenantKey TenantKey);

/// <summary>A subject's present key, and the vault's state in the same snapshot.</summary>
/// <param name="IndexId">Which index secret the vault has now; null: it does not know the tenant.</param>
/// <param name="Key">Null when the subject has no key, or had its last one destroyed.</param>
/// <param name="Seals">How often the key has sealed, this use included.</param>
internal sealed record KeyForSealing(Guid? IndexId, long Erasures, SubjectKey? Key, long Seals);

/// <summary>What the vault knows of a key id. Both null: nothing.</summary>
internal sealed record KeyForReading(Guid Id, long Erasures, SubjectKey? Key, Guid? CertificateId);
