using System.Text.Json;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary>The contract's values in words: <c>ANSWER_NOT_ASKED</c> is "not asked".</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
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
    public static string Of(AsOf? asOf)
    {
        if (asOf is null)
        {
            return "";
        }

        var parts = new List<string>();
        if (asOf.OccurredAt is { } occurred)
        {
            parts.Add("as it was at " + Moment.Exact(occurred.ToDateTimeOffset()));
        }

        if (asOf.RecordedAt is { } recorded)
        {
            parts.Add("as known at " + Moment.Exact(recorded.ToDateTimeOffset()));
        }

        if (asOf.Version > 0)
        {
            parts.Add($"up to version {asOf.Version}");
        }

        return ", " + string.Join(", ", parts);
    }
}
