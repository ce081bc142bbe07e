using System.Text.Json;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>The vault's SQL for erasures.</summary>
internal sealed class ErasureTables(VaultTables tables)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<IReadOnlyList<ErasedKey>> LiveKeys(string tenant, byte[] subjectIndex, CancellationToken ct) => tables.Query(
        tenant,
        Sql.Command("SELECT key_id, generation FROM vault.subject_keys WHERE tenant_id = $1 AND subject_index = $2 ORDER BY generation", tenant, subjectIndex),
        row => new ErasedKey(row.GetGuid(0), row.GetInt32(1)),
        ct);

    public async Task<ErasureCertificate?> Certificate(string tenant, Guid erasureId, CancellationToken ct) =>
        (await tables.Query(
            tenant,
            Sql.Command("SELECT document::text FROM vault.certificates WHERE tenant_id = $1 AND erasure_id = $2", tenant, erasureId),
            row => JsonSerializer.Deserialize<ErasureCertificate>(row.GetString(0), Json)!,
            ct)).SingleOrDefault();

    public Task<IReadOnlyList<ErasureCertificate>> Certificates(string tenant, CancellationToken ct) => tables.Query(
        tenant,
        Sql.Command("SELECT document::text FROM vault.certificates WHERE tenant_id = $1 ORDER BY shredded_at, erasure_id", tenant),
        row => JsonSerializer.Deserialize<ErasureCertificate>(row.GetString(0), Json)!,
        ct);

    /// <summary>
    /// Destroys the keys, leaves their marks and stores the certificate, in one transaction. Repeated, it destroys again (a restored backup may have
    /// brought keys back beside a certificate) and leaves the first certificate.
    /// </summary>
    public async Task<ErasureCertificate> Shred(ErasureCertificate certificate, CancellationToken ct)
    {
        var (tenant, index) = (certificate.Tenant, BlindIndex.Bytes(certificate.SubjectIndex));
        var keyIds = certificate.Keys.Select(key => key.KeyId).ToArray();
        var upTo = certificate.Order().UpToGeneration;
        await tables.Run(
            tenant,
            ct,
            Sql.Command("SELECT pg_advisory_xact_lock(hashtextextended('vault.erasure:' || $1, 0))", tenant),
            Sql.Command(
                """
                INSERT INTO vault.erased_keys (tenant_id, key_id, subject_index, generation, certificate_id)
                SELECT $1, key_id, subject_index, generation, $4 FROM vault.subject_keys
                WHERE tenant_id = $1 AND (key_id = ANY ($2) OR (subject_index = $3 AND generation <= $5))
                ON CONFLICT DO NOTHING
                """,
                tenant,
                keyIds,
                index,
                certificate.CertificateId,
                upTo),
            Sql.Command(
                """
                INSERT INTO vault.erased_keys (tenant_id, key_id, subject_index, generation, certificate_id)
                SELECT $1, k.key_id, $3, k.generation, $4 FROM unnest($2, $5) AS k (key_id, generation)
                ON CONFLICT DO NOTHING
                """,
                tenant,
                keyIds,
                index,
                certificate.CertificateId,
                certificate.Keys.Select(key => key.Generation).ToArray()),
            Sql.Command(
                """
                DELETE FROM vault.key_use u USING vault.erased_keys e
                WHERE u.tenant_id = $1 AND e.tenant_id = $1 AND e.key_id = u.key_id AND e.subject_index = $2
                """,
                tenant,
                index),
            Sql.Command(
                """
                DELETE FROM vault.subject_keys s USING vault.erased_keys e
                WHERE s.tenant_id = $1 AND e.tenant_id = $1 AND e.key_id = s.key_id AND e.subject_index = $2
                """,
                tenant,
                index),
            Sql.Command(
                """
                WITH issued AS (
                    INSERT INTO vault.certificates (tenant_id, erasure_id, certificate_id, shredded_at, document)
                    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1
                )
                UPDATE vault.tenants SET erasures = erasures + 1 WHERE tenant_id = $1 AND EXISTS (SELECT FROM issued)
                """,
                tenant,
                certificate.ErasureId,
                certificate.CertificateId,
                certificate.ShreddedAt,
                new NpgsqlParameter { Value = JsonSerializer.Serialize(certificate, Json), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb }));
        return await Certificate(tenant, certificate.ErasureId, ct) ?? throw new InvalidOperationException("A certificate that was just issued is not there.");
    }
}
