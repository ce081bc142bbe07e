using Google.Protobuf.WellKnownTypes;

namespace PrivacyPlatform.SubProcessors.Service.Tests;

/// <summary>Requests that are in order, to be spoiled by a test.</summary>
internal static class Requests
{
    public static Timestamp LongAgo { get; } = Time(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public static V1.DefineRegisterRequest Register() => new()
    {
        RegisterId = "billing", Title = "Billing", NoticeDays = 30, ExporterRoles = { V1.PartyRole.Controller }, Regimes = { V1.Regime.EuGdpr }, Public = true,
    };

    public static V1.DescribeVendorRequest Vendor(string id) => new() { VendorId = id, Name = $"{id} Inc.", Country = "US", Contacts = { $"privacy@{id}.example" } };

    public static V1.EngagementTerms Terms() => new()
    {
        Contact = "privacy@acme.example",
        Locations = { Location("US"), Location("NO") },
        Purposes = { new V1.PurposeRole { Purpose = "Payments", Role = V1.PartyRole.Processor } },
        DataCategories = { "name", "billing_address" },
        TransferMechanism = "scc-2021",
        Order = 1,
    };

    public static V1.Location Location(string country) => new() { Place = new() { Kind = V1.PlaceKind.Country, Code = country }, Use = V1.LocationUse.Storage };

    public static Timestamp Time(DateTimeOffset at) => Timestamp.FromDateTimeOffset(at);
}
