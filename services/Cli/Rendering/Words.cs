using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The contract's values in words: <c>ANSWER_NOT_ASKED</c> is "not asked".</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, System.Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    /// <summary>What the person saw and where, on one line.</summary>
    public static string Of(Evidence? evidence)
    {
        if (evidence is null)
        {
            return "-";
        }

        var parts = new[]
        {
            evidence.Notice is { } notice ? $"{notice.Kind} {notice.Version}" : "",
            evidence.Channel == Channel.Unspecified ? "" : Of(evidence.Channel),
            evidence.Language,
            evidence.Producer,
        };
        return string.Join(", ", parts.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : "-";
    }

    /// <summary>The point of view, as the answer's first line says it: "" for now.</summary>
    public static string Of(AsOf? asOf) =>
        asOf is null ? "" : Point(asOf.OccurredAt, asOf.RecordedAt) + (asOf.Version > 0 ? $", up to version {asOf.Version}" : "");

    /// <summary>The same of the two times.</summary>
    public static string Point(Timestamp? occurredAt, Timestamp? recordedAt) =>
        (occurredAt is null ? "" : ", as it was at " + Moment.Exact(occurredAt.ToDateTimeOffset()))
        + (recordedAt is null ? "" : ", as known at " + Moment.Exact(recordedAt.ToDateTimeOffset()));
}
