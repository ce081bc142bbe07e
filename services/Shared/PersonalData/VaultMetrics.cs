using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PrivacyPlatform.PersonalData;

/// <summary>Figures of the meter <c>PrivacyPlatform.PersonalData</c>. No tag names a tenant or a subject.</summary>
internal static class VaultMetrics
{
    public const string Name = "PrivacyPlatform.PersonalData";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Values = Meter.CreateCounter<long>("vault.values", "{value}", "Values sealed and opened, by outcome: sealed, opened, shredded.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("vault.duration", "s", "How long sealing and opening took, the vault's round trip included.");
    private static readonly Counter<long> Erasures = Meter.CreateCounter<long>("vault.erasures", "{erasure}", "Erasures carried out, by way: ordered, reapplied.");
    private static readonly Counter<long> Rewrapped = Meter.CreateCounter<long>("vault.rewrapped", "{key}", "Keys that a rotation wrapped anew.");

    public static void Sealed(int count, long started)
    {
        Values.Add(count, new KeyValuePair<string, object?>("outcome", "sealed"));
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("operation", "seal"));
    }

    public static void Opened(IReadOnlyList<Unsealed> opened, long started)
    {
        var shredded = opened.Count(one => one is Unsealed.Shredded);
        Values.Add(opened.Count - shredded, new KeyValuePair<string, object?>("outcome", "opened"));
        Values.Add(shredded, new KeyValuePair<string, object?>("outcome", "shredded"));
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("operation", "open"));
    }

    public static void Erased(string way) => Erasures.Add(1, new KeyValuePair<string, object?>("way", way));

    public static void Rewrote(int keys) => Rewrapped.Add(keys);
}
