using PrivacyPlatform.SubProcessors.Service.Public.Editions;

namespace PrivacyPlatform.SubProcessors.Public.Tests;

/// <summary>Lines and registers for tests that are about one thing.</summary>
internal static class Registers
{
    public static readonly DateTimeOffset Begin = Day(2024, 1, 1);

    public static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A line that states everything.</summary>
    public static Entry Entry(string id, string? name = null) => new(
        id,
        name ?? $"Vendor {id}",
        NameIsInferred: false,
        Contact: $"privacy@{id}.example",
        Locations: [new("US", "USA", LocationPurpose.Storage)],
        Purposes: [new("Sending e-mail", IsController: false)],
        DataCategories: ["email", "billing_address"],
        AlsoCollected: [],
        new EntryMechanism("scc-2021", "Standard contractual clauses (EU) 2021/914"),
        InformationUrl: $"https://{id}.example/privacy",
        SubProcessors: [],
        new EntryStanding(EntryState.Active, Begin));

    /// <summary>A line of which nothing is known.</summary>
    public static Entry Unknown(string id) => new(
        id, Name: null, NameIsInferred: false, Contact: null, [], [], [], [], Mechanism: null, InformationUrl: null, [], new EntryStanding(EntryState.Active, Begin));

    public static Line Line(string id, params (DateTimeOffset From, Entry? Entry)[] versions) =>
        Service.Public.Editions.Line.Of(id, order: null, versions.Select(version => new EntryVersion(version.From, version.Entry)))!;

    public static Line Line(Entry entry) => Line(entry.Id, (Begin, entry));

    public static RegisterHistory History(params IEnumerable<Line> lines) =>
        new("acme", "cloud", [new RegisterFacts(Begin, "Cloud sub-processors", NoticeDays: 30, IsPublic: true)], lines);
}
