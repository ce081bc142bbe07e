using System.Security.Cryptography;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// States that a subject's keys were destroyed, and from when on no backup can bring them back. Holds no personal data.
/// It is recorded as an event, so that the evidence log's signed checkpoints cover it; <see cref="Hash"/> ties the two together.
/// </summary>
/// <param name="CertificateId">Follows from tenant and erasure id: the same erasure gives the same certificate.</param>
/// <param name="KeysHash">SHA-256 over the ids of the keys, hexadecimal.</param>
/// <param name="ShreddedAt">From then on no instance of the service can read what the keys had sealed.</param>
/// <param name="KeyBackupsExpireAt">From then on no backup or archived log of the vault holds the keys, not even wrapped.</param>
/// <param name="EventBackupsExpireAt">Until then backups hold sealed values; later than <paramref name="KeyBackupsExpireAt"/>.</param>
/// <param name="IrrecoverableAt">From then on nothing can bring the data back: the day the last copy of the keys is gone.</param>
/// <param name="Hash">SHA-256 over all of the above, hexadecimal; see FORMAT.md.</param>
public sealed record ErasureCertificate(
    Guid CertificateId,
    Guid ErasureId,
    string Tenant,
    string SubjectIndex,
    IReadOnlyList<ErasedKey> Keys,
    string KeysHash,
    DateTimeOffset OrderedAt,
    DateTimeOffset ShreddedAt,
    string By,
    string Reason,
    DateTimeOffset KeyBackupsExpireAt,
    DateTimeOffset EventBackupsExpireAt,
    DateTimeOffset IrrecoverableAt,
    string Hash)
{
    /// <summary>Whether the certificate is what was issued: its ids and hashes fit its content.</summary>
    public bool IsIntact() => CertificateId == DerivedId.Of("certificate", Tenant, ErasureId) && KeysHash == HashOf(Keys) && Hash == HashOf(this);

    internal static ErasureCertificate Of(ErasureOrder order, DateTimeOffset shreddedAt, PersonalDataOptions options)
    {
        var keysGone = shreddedAt.AddDays(options.KeyBackupDays);
        var certificate = new ErasureCertificate(
            DerivedId.Of("certificate", order.Tenant, order.ErasureId),
            order.ErasureId,
            order.Tenant,
            order.SubjectIndex,
            order.Keys,
            HashOf(order.Keys),
            order.OrderedAt,
            shreddedAt,
            order.By,
            order.Reason,
            keysGone,
            shreddedAt.AddDays(options.EventBackupDays),
            keysGone,
            Hash: "");
        return certificate with { Hash = HashOf(certificate) };
    }

    internal ErasureOrder Order() => new(ErasureId, Tenant, SubjectIndex, Keys, OrderedAt, By, Reason);

    private static string HashOf(IReadOnlyList<ErasedKey> keys)
    {
        var fields = new LengthPrefixed().Add("privacyplatform.erased-keys.v1");
        foreach (var key in keys)
        {
            fields.Add(key.KeyId).Add(key.Generation);
        }

        return Convert.ToHexStringLower(SHA256.HashData(fields.ToArray()));
    }

    private static string HashOf(ErasureCertificate c) => Convert.ToHexStringLower(SHA256.HashData(
        new LengthPrefixed()
            .Add("privacyplatform.certificate.v1").Add(c.CertificateId).Add(c.ErasureId).Add(c.Tenant).Add(c.SubjectIndex).Add(c.KeysHash)
            .Add(c.OrderedAt).Add(c.ShreddedAt).Add(c.By).Add(c.Reason).Add(c.KeyBackupsExpireAt).Add(c.EventBackupsExpireAt).Add(c.IrrecoverableAt)
            .ToArray()));
}
