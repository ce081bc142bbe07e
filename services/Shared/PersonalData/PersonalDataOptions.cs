using System.ComponentModel.DataAnnotations;

namespace PrivacyPlatform.PersonalData;

/// <summary>The section <c>Vault</c> of the configuration.</summary>
public sealed class PersonalDataOptions
{
    /// <summary>Path of the file with the root keys; see <see cref="RootKeyRing"/>. Either this or <see cref="RootKeys"/>.</summary>
    public string? RootKeyFile { get; set; }

    /// <summary>The root keys themselves, for an environment variable (<c>Vault__RootKeys</c>).</summary>
    public string? RootKeys { get; set; }

    /// <summary>How long a backup of the vault, archived write-ahead log included, is kept. Must be less than <see cref="EventBackupDays"/>.</summary>
    public int KeyBackupDays { get; set; } = 14;

    /// <summary>How long a backup of the events is kept.</summary>
    public int EventBackupDays { get; set; } = 35;

    /// <summary>
    /// How often one subject's key seals before the subject gets its next one. With random nonces of 96 bits, NIST SP 800-38D allows 2^32;
    /// half of it leaves room for counts that a crash or a restored backup loses.
    /// </summary>
    public long MostSealsPerKey { get; set; } = 1L << 31;

    /// <summary>Tenants' keys and index secrets held in memory, two a tenant.</summary>
    public int MostCachedKeys { get; set; } = 2_000;

    /// <summary>How long one is held.</summary>
    public TimeSpan CachedKeyLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <exception cref="ValidationException">A value contradicts itself or another.</exception>
    public void Validate()
    {
        if (KeyBackupDays < 1 || KeyBackupDays >= EventBackupDays)
        {
            throw new ValidationException("Vault:KeyBackupDays must be at least 1 and less than Vault:EventBackupDays: keys must be gone before the events that they open.");
        }

        if (MostSealsPerKey is < 1 or > 1L << 31 || MostCachedKeys < 2 || CachedKeyLifetime <= TimeSpan.Zero || CachedKeyLifetime > TimeSpan.FromHours(1))
        {
            throw new ValidationException("Vault:MostSealsPerKey, MostCachedKeys or CachedKeyLifetime is out of bounds.");
        }
    }
}
