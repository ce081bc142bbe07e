using System.Globalization;
using PrivacyPlatform.Consent.V1;
using V1Outcome = PrivacyPlatform.Consent.V1.Statement.OutcomeOneofCase;

namespace PrivacyPlatform.Cli;

/// <summary>One event on one line of at most 100 columns; a table would have to wait for the last event to know its widths.</summary>
internal static class HistoryLine
{
    public static string Head { get; } = Line("#", "Happened", "Recorded", "Answer", "Effect", "Purpose", "Actor");

    public static string Of(ReadHistoryResponse one) => Line(
        one.Event?.Version.ToString(CultureInfo.InvariantCulture) ?? "-",
        Moment.Short(one.Event?.OccurredAt),
        Moment.Short(one.Event?.RecordedAt),
        one.ErasureId.Length > 0 ? "erased" : Words.Of(one.Answer),
        one.ErasureId.Length > 0 ? "-" : Words.Of(one.Effect),
        one.PurposeId,
        one.Actor);

    /// <summary>What the person said, on a line of its own; null: nothing.</summary>
    public static string? Statement(ReadHistoryResponse one) => one.Statement?.OutcomeCase switch
    {
        V1Outcome.Text => $"      \"{one.Statement.Text.ReplaceLineEndings(" ").Replace('\t', ' ')}\"",
        V1Outcome.ShreddedCertificateId => $"      (erased, certificate {one.Statement.ShreddedCertificateId})",
        V1Outcome.ErrorCode => $"      (unreadable: {one.Statement.ErrorCode})",
        _ => null,
    };

    /// <summary>What is too long for its column is cut with a mark; <c>--json</c> has all of it.</summary>
    private static string Line(string version, string happened, string recorded, string answer, string effect, string purpose, string actor) =>
        $"{version,4}  {Cut(happened, 20)}  {Cut(recorded, 20)}  {Cut(answer, 9)}  {Cut(effect, 9)}  {Cut(purpose, 14)}  {Cut(actor, 12)}".TrimEnd();

    private static string Cut(string text, int width) => text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";
}
