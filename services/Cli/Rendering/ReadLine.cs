using System.Globalization;
using PrivacyPlatform.Reads.V1;
using Phase = PrivacyPlatform.Reads.V1.ListReadsResponse.Types.Phase;

namespace PrivacyPlatform.Cli;

/// <summary>One read on one line; what was asked for comes last, since it can be long.</summary>
internal static class ReadLine
{
    public static string Head { get; } = Line("Recorded", "Who", "Given", "Method", "Asked for");

    public static string Of(ListReadsResponse read) => Line(
        Moment.Short(read.RecordedAt),
        read.Actor,
        Given(read),
        read.Method[(read.Method.LastIndexOf('.') + 1)..],
        string.Join(' ', read.Asked.Select(one => $"{one.Field}={one.Value}")));

    private static string Given(ListReadsResponse read) => read.Phase switch
    {
        Phase.Began => "…",
        Phase.Ended when !read.Complete => $"{read.Items}, broken",
        _ => read.Items.ToString(CultureInfo.InvariantCulture),
    };

    private static string Line(string recorded, string who, string given, string method, string asked) =>
        $"{recorded,-20}  {who,-16}  {given,9}  {method,-32}  {asked}".TrimEnd();
}
