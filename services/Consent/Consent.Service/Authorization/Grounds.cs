using Google.Protobuf.WellKnownTypes;
using Npgsql;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service.Authorization;

/// <summary>What a verdict rests on.</summary>
/// <param name="Basis">The purpose's legal basis.</param>
/// <param name="PurposeEvent">The definition that counts.</param>
/// <param name="AnswerEvent">Null: not asked.</param>
/// <param name="SubjectVersion">How much of the person's stream was seen; 0: nothing is known.</param>
internal sealed record Grounds(LegalBasis Basis, V1.EventReference PurposeEvent, Answer Answer, V1.EventReference? AnswerEvent, long SubjectVersion)
{
    // One statement, hence one snapshot: version and answer belong together.
    private const string Sql =
        """
        SELECT p.legal_basis, p.event_id, p.version, p.occurred_at, p.recorded_at,
            a.answer, a.event_id, a.version, a.occurred_at, a.recorded_at, s.version
        FROM read.purposes p
        LEFT JOIN read.answers a ON a.tenant_id = $1 AND a.subject_id = $3 AND a.purpose_id = $2
        LEFT JOIN events.mt_streams s ON s.tenant_id = $1 AND s.id = $4
        WHERE p.tenant_id = $1 AND p.purpose_id = $2
        """;

    /// <summary>From the read models; null: no such purpose.</summary>
    public static async Task<Grounds?> Now(ReadModelReader models, string tenant, string subjectId, string purposeId, CancellationToken ct)
    {
        var purposeStream = PurposeModule.Stream.IdOf(purposeId);
        var subjectStream = SubjectModule.Stream.IdOf(subjectId);
        var found = await models.Query(
            tenant,
            Sql,
            row => new Grounds(
                (LegalBasis)row.GetInt16(0),
                Reference(row, 1, purposeStream),
                row.IsDBNull(5) ? Answer.NotAsked : (Answer)row.GetInt16(5),
                row.IsDBNull(5) ? null : Reference(row, 6, subjectStream),
                row.IsDBNull(10) ? 0 : row.GetInt64(10)),
            [tenant, purposeId, subjectId, subjectStream],
            ct);
        return found.Count == 0 ? null : found[0];
    }

    private static V1.EventReference Reference(NpgsqlDataReader row, int first, string stream) => new()
    {
        EventId = row.GetGuid(first).ToString(),
        Stream = stream,
        Version = row.GetInt64(first + 1),
        OccurredAt = row.GetFieldValue<DateTimeOffset>(first + 2).ToTimestamp(),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(first + 3).ToTimestamp(),
    };
}
