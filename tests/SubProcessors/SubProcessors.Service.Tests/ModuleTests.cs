using Google.Protobuf;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Disclosures;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Linting;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Notices;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Service.Tests;

/// <summary>What the modules register: nothing of the domain is forgotten, and the contract's words are the domain's.</summary>
public sealed class ModuleTests
{
    private static readonly string Corpus = Repository.PathTo("tests", "SubProcessors", "SubProcessors.Service.Tests", "Corpus");

    [Fact]
    public void Every_event_has_a_stored_name()
    {
        Mapped(SubProcessorsStreams.Registers.Events).ShouldBe(EventsOf<RegisterEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Vendors.Events).ShouldBe(EventsOf<VendorEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Engagements.Events).ShouldBe(EventsOf<EngagementEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Mechanisms.Events).ShouldBe(EventsOf<MechanismEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Agreements.Events).ShouldBe(EventsOf<AgreementEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Disclosures.Events).ShouldBe(EventsOf<DisclosureEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Notices.Events).ShouldBe(EventsOf<NoticeEvent>(), ignoreOrder: true);
        Mapped(SubProcessorsStreams.Deliveries.Events).ShouldBe(EventsOf<DeliveryEvent>(), ignoreOrder: true);
    }

    [Fact]
    public void Every_stored_name_is_announced_or_says_that_it_is_not() => Announcements.Map.MissingFrom(Examples().Select(example => example.Type)).ShouldBeEmpty();

    [Fact]
    public void What_is_announced_is_what_the_contract_lists() =>
        Announcements.Map.Messages.Select(message => message.Name)
            .ShouldBe(V1.SubprocessorsEventsReflection.Descriptor.MessageTypes.Select(message => message.Name), ignoreOrder: true);

    [Fact]
    public void Each_stored_event_is_announced_as_the_catalogue_says() =>
        Examples().Select(example => $"{example.File}: {Announcements.Map.Of(example.Recorded)?.Descriptor.Name ?? "-"}").ShouldBe(
        [
            "agreement_ended.1: -",
            "agreement_recorded.1: -",
            "control_attested.1: -",
            "delivery_configured.1: -",
            "disclosure_recorded.1: DisclosureRecorded",
            "engagement_activated.1: EngagementActivated",
            "engagement_activated.1.everybody: EngagementActivated",
            "engagement_amended.1: EngagementAnnounced",
            "engagement_amended.1.correction: EngagementCorrected",
            "engagement_amended.1.draft: -",
            "engagement_announced.1: EngagementAnnounced",
            "engagement_listed.1: EngagementListed",
            "engagement_listed.1.unknown: EngagementListed",
            "engagement_objected.1: EngagementObjected",
            "engagement_proposed.1: -",
            "engagement_replaced_in_emergency.1: EngagementAnnounced",
            "engagement_resumed.1: EngagementResumed",
            "engagement_retired.1: EngagementRetired",
            "engagement_suspended.1: EngagementSuspended",
            "mechanism_defined.1: -",
            "notice_delivery_attempted.1: -",
            "notice_issued.1: -",
            "notice_resent.1: -",
            "objection_withdrawn.1: ObjectionWithdrawn",
            "register_defined.1: RegisterDefined",
            "sub_processors_declared.1: -",
            "transfer_mechanism_invalidated.1: TransferMechanismInvalidated",
            "vendor_certified.1: -",
            "vendor_described.1: VendorDescribed",
            "vendor_described.1.unknown: VendorDescribed",
            "vendor_observed.1: -",
        ]);

    [Fact]
    public void An_announcement_says_what_the_event_says()
    {
        var objected = Announced<V1.EngagementObjected>("engagement_objected.1");
        (objected.EngagementId, objected.RegisterId, objected.VendorId, objected.CustomerId, objected.TermsNumber, objected.Version).ShouldBe(("acme", "billing", "acme", "norse", 1, 4));
        Announced<V1.EngagementListed>("engagement_listed.1.unknown").Terms.Locations.ShouldHaveSingleItem().Place.Kind.ShouldBe(V1.PlaceKind.Unknown);
        Announced<V1.EngagementAnnounced>("engagement_replaced_in_emergency.1").Emergency.Replaces.ShouldBe("billing-old");
        Announced<V1.TransferMechanismInvalidated>("transfer_mechanism_invalidated.1").From.ShouldBe("2020-07-16");
        Announced<V1.EngagementActivated>("engagement_activated.1.everybody").ShouldSatisfyAllConditions(
            activated => activated.CustomerId.ShouldBeEmpty(), activated => activated.InEmergency.ShouldBeTrue());
    }

    [Fact]
    public void Enums_have_the_contracts_numbers()
    {
        Numbers<ProcessingRole>().ShouldBe(Numbers<V1.PartyRole>());
        Numbers<PlaceKind>().ShouldBe(Numbers<V1.PlaceKind>());
        Numbers<LocationUse>().ShouldBe(Numbers<V1.LocationUse>());
        Numbers<Regime>().ShouldBe(Numbers<V1.Regime>());
        Numbers<MechanismKind>().ShouldBe(Numbers<V1.MechanismKind>());
        Numbers<StandingKind>().ShouldBe(Numbers<V1.StandingKind>());
        Numbers<Severity>().ShouldBe(Numbers<V1.Severity>());
        Numbers<RecipientCategory>().ShouldBe(Numbers<V1.RecipientCategory>());
        Numbers<DisclosureGround>().ShouldBe(Numbers<V1.DisclosureGround>());
        Numbers<DeliveryChannel>().ShouldBe(Numbers<V1.DeliveryChannel>());
        Numbers<DeliveryStatus>().ShouldBe(Numbers<V1.DeliveryStatus>());
        Numbers<DeliveryResult>().ShouldBe(Numbers<V1.DeliveryResult>());
    }

    private static T Announced<T>(string file)
        where T : IMessage => Announcements.Map.Of(Examples().Single(example => example.File == file).Recorded).ShouldBeAssignableTo<T>()!;

    // One of each, as they lie in the store.
    private static IEnumerable<(string File, string Type, RecordedEvent Recorded)> Examples() =>
        from path in Directory.EnumerateFiles(Corpus, "*.json").Order(StringComparer.Ordinal)
        let file = Path.GetFileNameWithoutExtension(path)
        where !file.EndsWith(".shape", StringComparison.Ordinal)
        let type = file.Split('.')[0]
        orderby file
        select (file, type, Stored(type, File.ReadAllText(path)));

    private static RecordedEvent Stored(string type, string json) => new(
        1, new Guid("01957a00-0000-7000-8000-000000000001"), "opsduty", "engagement-acme", 4, type, 1, json, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "tests", null, null, null);

    private static IEnumerable<string> EventsOf<T>() => typeof(T).GetNestedTypes().Where(typeof(T).IsAssignableFrom).Select(type => type.Name);

    private static IEnumerable<string> Mapped<TEvent>(EventTypes<TEvent> events) => events.Mapped.Values.Select(type => type.Name);

    private static IEnumerable<(string, int)> Numbers<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value))).Where(value => value.Item2 != 0);
}
