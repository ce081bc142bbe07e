using System.Text.Json;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Public.Tests;

/// <summary>
/// The real registers, as their pages print them, with changes that are made up: that something happens to them, so that there is a past to look at.
/// </summary>
internal static class RealRegisters
{
    public static readonly DateTimeOffset Listed = new(2024, 7, 22, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["USA"] = "US", ["UK"] = "GB", ["EU"] = "EU", ["Australia"] = "AU", ["Canada"] = "CA", ["New Zealand"] = "NZ", ["Switzerland"] = "CH", ["India"] = "IN",
        ["Ireland"] = "IE", ["Germany"] = "DE", ["Brazil"] = "BR", ["Belgium"] = "BE", ["Netherlands"] = "NL", ["Philippines"] = "PH", ["Japan"] = "JP",
    };

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["opsduty"] = "Third-party services", ["octopus-billing"] = "Billing sub-processors", ["octopus-cloud"] = "Cloud sub-processors", ["octopus-support"] = "Support sub-processors",
    };

    public static IEnumerable<RegisterHistory> All()
    {
        using var octopus = Seeds("octopus.json");
        using var opsDuty = Seeds("opsduty.json");
        var listed = octopus.RootElement.EnumerateArray().Concat(opsDuty.RootElement.EnumerateArray()).Where(row => row.GetProperty("listed").GetBoolean());
        foreach (var rows in listed.GroupBy(row => row.GetProperty("register").GetString()!))
        {
            var tenant = rows.Key.Split('-')[0];
            var lines = rows.Select(row => LineOf(EntryOf(row), row.GetProperty("order").GetInt32()));
            yield return new(tenant, rows.Key, [new RegisterFacts(Listed, Titles[rows.Key], NoticeDays: 30, IsPublic: true)], [.. lines, .. Made(rows.Key)]);
        }
    }

    private static JsonDocument Seeds(string file) => JsonDocument.Parse(Repository.Read("services", "SubProcessors", "seeds", file));

    private static Line LineOf(Entry entry, int order) => Line.Of(entry.Id, order, [new(Listed, entry), .. Later(entry)])!;

    private static IEnumerable<EntryVersion> Later(Entry entry) => entry.Id switch
    {
        "octopus-billing-4" => [new(new(2025, 2, 3, 9, 12, 0, TimeSpan.Zero), entry with { Locations = [new("DE", "Germany", LocationPurpose.Storage), new("US", "USA", LocationPurpose.Access)], Mechanism = Clauses })],
        "octopus-billing-22" => [new(new(2025, 6, 30, 14, 0, 0, TimeSpan.Zero), null)],
        "octopus-billing-23" => [new(new(2025, 9, 9, 9, 0, 0, TimeSpan.Zero), entry with { Purposes = [new("Workflow automation", false)] })],
        "octopus-billing-21" => [new(new(2026, 1, 12, 7, 45, 0, TimeSpan.Zero), entry with { Standing = new(EntryState.Suspended, new(2026, 1, 12, 7, 45, 0, TimeSpan.Zero)) })],
        _ => [],
    };

    // Nobody's real plans: a line that was announced, and one that took another's place.
    private static IEnumerable<Line> Made(string register)
    {
        if (register != "octopus-billing")
        {
            yield break;
        }

        DateTimeOffset told = new(2026, 2, 20, 11, 0, 0, TimeSpan.Zero), active = new(2026, 3, 23, 0, 0, 0, TimeSpan.Zero);
        var announced = new Entry(
            "octopus-billing-26", "Example Payments Ltd", false, "privacy@payments.example", [new("IE", "Ireland", LocationPurpose.Storage)], [new("Payment gateway", false)],
            ["name", "email", "payment_card"], ["device_metadata"], Mechanism: null, "https://payments.example/privacy", ["Example Cloud GmbH"], new(EntryState.Announced, told, active));
        yield return Line.Of(announced.Id, 26, [new(told, announced), new(active, announced with { Standing = new(EntryState.Active, active) })])!;

        DateTimeOffset urgent = new(2026, 1, 12, 8, 30, 0, TimeSpan.Zero);
        yield return Line.Of("octopus-billing-27", 27, [new(urgent, new Entry(
            "octopus-billing-27", "Example Marketplace Inc.", false, "dpo@marketplace.example", [new("US", "USA", LocationPurpose.NotStated)], [new("Marketplace automation", false)],
            ["name", "email", "company"], [], Clauses, null, [], new(EntryState.Active, urgent, Emergency: "Tackle had an incident and was suspended"))) ])!;
    }

    private static EntryMechanism Clauses { get; } = new("scc", "Standard contractual clauses; which set is not told");

    private static Entry EntryOf(JsonElement row)
    {
        var roles = row.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ToList();
        var purpose = row.GetProperty("purpose").GetString()!;
        var purposes = roles.Count == 1 ? [purpose] : purpose.Split("; ");
        return new(
            $"{row.GetProperty("register").GetString()}-{row.GetProperty("order").GetInt32()}",
            row.GetProperty("name").GetString(),
            row.GetProperty("name_is_inferred").GetBoolean(),
            row.GetProperty("contact").GetString(),
            [.. Strings(row, "locations").Select(name => new EntryLocation(Codes[name], name, LocationPurpose.NotStated))],
            [.. purposes.Select((text, number) => new EntryPurpose(text, roles[number] == "independent_controller"))],
            [.. Strings(row, "data_categories")],
            AlsoCollected: [],
            row.GetProperty("transfer_mechanism").GetString() switch
            {
                null => null,
                "binding_corporate_rules" => new EntryMechanism("bcr", "Binding corporate rules"),
                _ => Clauses,
            },
            row.GetProperty("info_url").GetString(),
            SubProcessors: [],
            new EntryStanding(EntryState.Active, Listed));
    }

    private static IEnumerable<string> Strings(JsonElement row, string name) => row.GetProperty(name).EnumerateArray().Select(value => value.GetString()!);
}
