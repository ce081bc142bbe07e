using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Tests.Importing;

/// <summary>The real registers are imported, and nothing is made up on the way.</summary>
public sealed class ImportTests
{
    private static readonly ImportRow Row = new(
        1, "billing", Listed: true, 1, "Acme", NameIsInferred: false, "privacy@acme.example", ["USA"], "Payments", ["name"], ["processor"], "standard_contractual_clauses", null);

    [Fact]
    public void The_real_registers_have_the_rows_that_the_pages_have()
    {
        var octopus = SeedFile.Plan(SeedFile.Octopus);
        octopus.Errors.ShouldBeEmpty();
        octopus.After.Rows.GroupBy(row => row.Engagement.RegisterId).Select(register => (register.Key, register.Count()))
            .ShouldBe([("octopus-billing", 25), ("octopus-cloud", 4), ("octopus-support", 8)]);
        var opsDuty = SeedFile.Plan(SeedFile.OpsDuty);
        opsDuty.Errors.ShouldBeEmpty();
        opsDuty.After.Rows.Count().ShouldBe(7);
    }

    [Fact]
    public void What_is_mentioned_and_not_listed_is_an_observation()
    {
        SeedFile.Plan(SeedFile.OpsDuty).After.Vendors["cloudflare"].Observations.Keys.ShouldBe(["opsduty"]);
        SeedFile.Plan(SeedFile.Octopus).After.Vendors["gravatar"].Observations["octopus"].Purposes.ShouldBe([new PurposeRole("Showing profile pictures", ProcessingRole.Controller)]);
    }

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        foreach (var rows in new[] { SeedFile.OpsDuty, SeedFile.Octopus })
        {
            SeedFile.Plan(rows, SeedFile.Plan(rows).After).ShouldSatisfyAllConditions(second => second.Commands.ShouldBeEmpty(), second => second.Errors.ShouldBeEmpty());
        }
    }

    [Fact]
    public void Importing_what_was_exported_changes_nothing()
    {
        foreach (var rows in new[] { SeedFile.OpsDuty, SeedFile.Octopus })
        {
            var after = SeedFile.Plan(rows).After;
            SeedFile.Plan(Export.Of(after), after).ShouldSatisfyAllConditions(second => second.Commands.ShouldBeEmpty(), second => second.Errors.ShouldBeEmpty());
        }
    }

    [Fact]
    public void An_export_says_what_the_file_said()
    {
        foreach (var rows in new[] { SeedFile.OpsDuty, SeedFile.Octopus })
        {
            var exported = Export.Of(SeedFile.Plan(rows).After);
            exported.Where(row => row.Listed).Select(Words).ShouldBe(rows.Where(row => row.Listed).Select(Words), ignoreOrder: true);
        }
    }

    [Fact]
    public void Unknown_stays_unknown()
    {
        var after = SeedFile.Plan(SeedFile.Octopus).After;
        var zuora = after.Engagements["octopus-billing-zuora"];
        zuora.Terms.Locations.ShouldBe([new Location(Place.Unknown, LocationUse.Unknown)]);
        var cloud = after.Engagements["octopus-cloud-row-1"];
        after.Vendors[cloud.VendorId].Name.ShouldBeNull();
        cloud.Terms.Contact.ShouldBeNull();
        cloud.Terms.Locations.ShouldAllBe(location => location.Use == LocationUse.Unknown);
        after.Vendors["amplitude"].NameIsInferred.ShouldBeTrue();
        after.Registers["octopus-billing"].ExporterRoles.ShouldBeEmpty();
    }

    [Fact]
    public void Two_rows_without_a_name_are_two_vendors()
    {
        var after = SeedFile.Plan(SeedFile.Octopus).After;
        after.Engagements["octopus-cloud-row-1"].VendorId.ShouldNotBe(after.Engagements["octopus-cloud-row-3"].VendorId);
    }

    [Fact]
    public void A_vendor_that_is_processor_for_one_purpose_is_controller_for_another() =>
        SeedFile.Plan(SeedFile.OpsDuty).After.Engagements["opsduty-stripe"].Terms.Purposes.ShouldBe(
        [
            new("Payments, analytics and business services", ProcessingRole.Processor),
            new("device identification and fraud detection of its own", ProcessingRole.Controller),
        ]);

    [Fact]
    public void One_vendor_stands_in_several_registers()
    {
        var after = SeedFile.Plan(SeedFile.Octopus).After;
        after.Rows.Where(row => row.Vendor.VendorId == "slack").Select(row => row.EngagementId).ShouldBe(["octopus-billing-slack", "octopus-support-slack"]);
    }

    [Fact]
    public void A_changed_row_amends_and_a_new_place_gets_notice()
    {
        var known = SeedFile.Plan([Row]).After;
        SeedFile.Plan([Row with { Contact = "dpo@acme.example" }], known).Commands.ShouldHaveSingleItem()
            .ShouldBeOfType<ImportCommand.OfEngagement>().Command.ShouldBeOfType<AmendEngagement>().IsCorrection.ShouldBeTrue();
        SeedFile.Plan([Row with { Locations = ["USA", "India"] }], known).Commands.ShouldHaveSingleItem()
            .ShouldBeOfType<ImportCommand.OfEngagement>().Command.ShouldBeOfType<AmendEngagement>().IsCorrection.ShouldBeFalse();
    }

    [Fact]
    public void What_a_file_cannot_tell_is_kept()
    {
        var known = SeedFile.Plan([Row]).After;
        var told = known with
        {
            Engagements = known.Engagements.SetItem("billing-acme", known.Engagements["billing-acme"] with
            {
                Terms = known.Engagements["billing-acme"].Terms with { Locations = [new(Place.Country("US"), LocationUse.Storage)], AlsoCollected = ["ip_address"] },
            }),
        };
        SeedFile.Plan([Row], told).Commands.ShouldBeEmpty();
    }

    [Fact]
    public void New_rows_can_be_proposed_instead_of_listed() =>
        SeedFile.Plan([Row], asExisting: false).Commands.OfType<ImportCommand.OfEngagement>().ShouldHaveSingleItem().Command.ShouldBeOfType<ProposeEngagement>();

    public static TheoryData<string, ImportRow> Bad => new()
    {
        { "import.register_required register", Row with { Register = null } },
        { "import.register_required register", Row with { Register = "The billing register" } },
        { "import.name_required order", Row with { Name = null, Order = null } },
        { "import.name_without_letters name", Row with { Name = "???" } },
        { "vendor.name_malformed name", Row with { Name = new string('a', 201) } },
        { "engagement.location_unknown locations", Row with { Locations = ["Atlantis"] } },
        { "import.role_malformed roles", Row with { Roles = ["owner"] } },
        { "import.role_malformed roles", Row with { Roles = [] } },
        { "engagement.purpose_required purpose", Row with { Purpose = "" } },
        { "transfer.mechanism_unknown transfer_mechanism", Row with { TransferMechanism = "eu-us-handshake" } },
        { "transfer.mechanism_missing transfer_mechanism", Row with { TransferMechanism = null } },
        { "contact.malformed contact", Row with { Contact = "call Anna" } },
        { "engagement.data_category_malformed data_categories", Row with { DataCategories = ["Full name"] } },
        { "engagement.information_url_malformed info_url", Row with { InfoUrl = "http://acme.example" } },
        { "engagement.order_malformed order", Row with { Order = -1 } },
        { "vendor.mention_malformed register", Row with { Listed = false, Register = new string('a', 101) } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_row_is_named_with_its_field_and_spoils_no_other(string expected, ImportRow bad)
    {
        var good = Row with { Number = 1, Name = "Other", Order = 7 };
        var plan = SeedFile.Plan([good, bad with { Number = 2 }]);
        plan.Errors.Select(error => $"{error.Row} {error.Code} {error.Field}").ShouldBe([$"2 {(expected.StartsWith("vendor.mention", StringComparison.Ordinal) ? "import.register_required register" : expected)}"]);
        plan.Rows.ShouldBe(1);
        plan.After.Engagements.Keys.ShouldBe(["billing-other"]);
    }

    [Fact]
    public void A_row_that_stands_there_twice_is_seen()
    {
        SeedFile.Plan([Row, Row with { Number = 2 }]).Errors.ShouldHaveSingleItem().Code.ShouldBe("import.row_duplicate");
        SeedFile.Plan([Row, Row with { Number = 2, Purpose = "Fraud detection" }]).Errors.ShouldHaveSingleItem().Code.ShouldBe("import.engagement_ambiguous");
        SeedFile.Plan([Row, Row with { Number = 2, Purpose = "Fraud detection", Engagement = "billing-acme-fraud" }]).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void An_engagement_does_not_change_hands()
    {
        var known = SeedFile.Plan([Row with { Engagement = "payments" }]).After;
        SeedFile.Plan([Row with { Engagement = "payments", Name = "Other" }], known).Errors.ShouldHaveSingleItem().Code.ShouldBe("import.other_vendor");
    }

    [Fact]
    public void A_name_with_markup_is_text_like_any_other() =>
        SeedFile.Plan([Row with { Name = "<img src=x onerror=alert(1)>" }]).After.Vendors["img-src-x-onerror-alert-1"].Name.ShouldBe("<img src=x onerror=alert(1)>");

    private static string Words(ImportRow row) =>
        $"{row.Register} {row.Order} {row.Name} {row.NameIsInferred} {row.Contact} [{string.Join(", ", row.Locations)}] {row.Purpose} [{string.Join(", ", row.DataCategories)}] [{string.Join(", ", row.Roles)}] {row.TransferMechanism} {row.InfoUrl}";
}
