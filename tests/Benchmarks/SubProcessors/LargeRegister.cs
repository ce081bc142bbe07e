using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>A register with many engagements, each changed again and again over five years.</summary>
internal static class LargeRegister
{
    /// <summary>How often an engagement was recorded: listed once, and then changed.</summary>
    public const int ChangesEach = 20;

    public const string Page = "/acme/registers/cloud";

    private static readonly DateTimeOffset Begin = new(2021, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(5 * 365);
    private static readonly string[] Countries = ["US", "DE", "IE", "GB", "AU", "CA", "JP", "BR"];

    /// <summary>Instants of those years, in no order: the same for the same seed.</summary>
    public static string[] Instants(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (Begin + (Span * random.NextDouble())).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"))];
    }

    public static async IAsyncEnumerable<StreamImport> Streams(int engagements)
    {
        await Task.CompletedTask;
        yield return Stream(SubProcessorsStreams.Registers, "cloud", [(Begin, new RegisterEvent.RegisterDefined("cloud", "Cloud sub-processors", 30, [ProcessingRole.Processor], [Regime.EuGdpr], true))]);
        var random = new Random(Seed: 1);
        for (var number = 0; number < engagements; number++)
        {
            var vendor = $"vendor-{number}";
            yield return Stream(SubProcessorsStreams.Vendors, vendor, [(Begin, new VendorEvent.VendorDescribed(vendor, $"Vendor {number:0000} Inc.", false, "US", [$"privacy@vendor{number}.example"], $"https://vendor{number}.example/privacy"))]);
            DateTimeOffset[] times = [Begin, .. Enumerable.Range(1, ChangesEach - 1).Select(_ => Begin + (Span * random.NextDouble())).Order()];
            yield return Stream(SubProcessorsStreams.Engagements, $"cloud-{number}", times.Select((at, change) => (at, EventOf(vendor, number, change, at))));
        }
    }

    private static EngagementEvent EventOf(string vendor, int number, int change, DateTimeOffset at)
    {
        var terms = new EngagementTerms(
            $"privacy@vendor{number}.example",
            [new(Place.Country(Countries[(number + change) % Countries.Length]), LocationUse.Storage), new(Place.Country(Countries[(number + (3 * change)) % Countries.Length]), LocationUse.Access)],
            [new($"Purpose {number % 40} of the service, revision {change}", ProcessingRole.Processor)],
            ["name", "email", "billing_address", "phone"],
            [],
            "scc-2021",
            null,
            number + 1);
        return change == 0 ? new EngagementListed("cloud", vendor, terms, at) : new EngagementAmended("cloud", vendor, 1, terms, AmendmentWay.Correction, 0, at);
    }

    private static StreamImport Stream<TCommand, TState, TEvent>(StreamType<TCommand, TState, TEvent> type, string key, IEnumerable<(DateTimeOffset At, TEvent Event)> events) =>
        new(type.Name, type.IdOf(key), 0, [.. events.Select(told =>
        {
            var (name, schemaVersion, json) = type.Events.Write(told.Event);
            return new ImportedEvent(new(name, schemaVersion, json), told.At, told.At, "bench");
        })]);
}
