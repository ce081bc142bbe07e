using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Linting;
using PrivacyPlatform.SubProcessors.Tests.Importing;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Tests.Linting;

/// <summary>What is wrong with the real registers is found, and in a clean one nothing is.</summary>
public sealed class LinterTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(SeedFile.ImportedAt.UtcDateTime);

    private static readonly ImportRow Clean = new(
        1, "billing", Listed: true, 1, "Acme", NameIsInferred: false, "privacy@acme.example", ["USA"], "Payments", ["name"], ["processor"], "scc-2021", "https://acme.example");

    private static IReadOnlyList<Finding> Octopus { get; } = Linter.Lint(SeedFile.Plan(SeedFile.Octopus).After, Day);

    private static IReadOnlyList<Finding> OpsDuty { get; } = Linter.Lint(SeedFile.Plan(SeedFile.OpsDuty).After, Day);

    [Fact]
    public void A_clean_register_has_no_finding() =>
        Of(Clean, Clean with { Number = 2, Order = 2, Name = "Nord", Contact = "https://nord.example/privacy", Locations = ["Norway"], Purpose = "Hosting", TransferMechanism = null })
            .ShouldBeEmpty();

    [Fact]
    public void Rows_without_a_contact() =>
        Rows(Octopus, "contact.missing").ShouldBe(["octopus-billing 3", "octopus-billing 5", "octopus-billing 11", "octopus-billing 12", "octopus-billing 24", "octopus-cloud 1", "octopus-cloud 3", "octopus-support 1", "octopus-support 5"]);

    [Fact]
    public void Rows_without_a_location()
    {
        Rows(Octopus, "location.unknown").ShouldBe(["octopus-billing 1", "octopus-billing 25", "octopus-support 4"]);
        Rows(OpsDuty, "location.unknown").ShouldBe(["opsduty 1", "opsduty 2", "opsduty 3", "opsduty 5", "opsduty 6", "opsduty 7"]);
    }

    [Fact]
    public void Rows_whose_name_is_lost() =>
        Rows(Octopus, "name.unknown").ShouldBe(["octopus-billing 3", "octopus-billing 10", "octopus-billing 11", "octopus-billing 24", "octopus-cloud 1", "octopus-cloud 3", "octopus-support 1", "octopus-support 5"]);

    [Fact]
    public void Two_places_that_disagree_for_the_same_vendor()
    {
        Rows(Octopus, "location.disagrees").ShouldBe(["octopus-billing 1", "octopus-cloud 2"]);
        Octopus.Where(finding => finding.Rule == "location.disagrees").ShouldAllBe(finding => finding.VendorId == "amplitude");
    }

    [Fact]
    public void A_contact_that_slipped_a_row() =>
        Octopus.Where(finding => finding.Rule == "contact.of_another_vendor").ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(finding => finding.Order.ShouldBe(10), finding => finding.Related.ShouldBe("octopus-billing-row-11"));

    [Fact]
    public void A_purpose_that_is_another_vendors() =>
        Octopus.Where(finding => finding.Rule == "purpose.repeated").ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(finding => finding.EngagementId.ShouldBe("octopus-billing-workato"), finding => finding.Order.ShouldBe(23), finding => finding.Related.ShouldBe("octopus-billing-avalara"));

    [Fact]
    public void Vendors_that_the_text_mentions_and_no_register_lists()
    {
        OpsDuty.Where(finding => finding.Rule == "vendor.not_listed").ShouldHaveSingleItem().VendorId.ShouldBe("cloudflare");
        Octopus.Where(finding => finding.Rule == "vendor.not_listed").ShouldHaveSingleItem().VendorId.ShouldBe("gravatar");
    }

    [Fact]
    public void A_mechanism_where_none_is_needed() => Rows(Octopus, "mechanism.not_needed").ShouldBe(["octopus-billing 4", "octopus-billing 12", "octopus-cloud 4"]);

    [Fact]
    public void A_persons_mailbox() => Rows(Octopus, "contact.personal_mailbox").ShouldBe(["octopus-support 2"]);

    [Fact]
    public void Corporate_rules_that_nobody_showed() => Rows(Octopus, "mechanism.without_evidence").ShouldBe(["octopus-billing 4", "octopus-billing 15"]);

    [Fact]
    public void Rows_that_do_not_tell_what_data()
    {
        Rows(Octopus, "data_categories.unknown").ShouldBe(["octopus-billing 12", "octopus-billing 17", "octopus-cloud 4"]);
        Rows(OpsDuty, "data_categories.unknown").Count.ShouldBe(6);
    }

    [Fact]
    public void The_real_transfers_have_a_basis_until_a_mechanism_falls()
    {
        Octopus.ShouldNotContain(finding => finding.Rule == "transfer.without_basis");
        var after = SeedFile.Plan(SeedFile.Octopus).After;
        var fallen = Linter.Lint(after with { Law = after.Law.With([], [new("scc", Day)]) }, Day);
        Rows(fallen, "transfer.without_basis").Count.ShouldBeGreaterThan(20);
        fallen.First(finding => finding.Rule == "transfer.without_basis").Related.ShouldBe("transfer.mechanism_no_longer_valid");
    }

    [Fact]
    public void A_contact_whose_domain_bears_another_vendors_name() =>
        Of(Clean with { Contact = "privacy@nord.example" }, Clean with { Number = 2, Order = 2, Name = "Nord", Contact = "privacy@nord.example", Purpose = "Hosting" })
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(finding => finding.Rule.ShouldBe("contact.of_another_vendor"), finding => finding.Order.ShouldBe(1));

    [Fact]
    public void A_nested_sub_processor_of_which_nothing_is_known()
    {
        var after = SeedFile.Plan([Clean]).After;
        var nested = after with { Vendors = after.Vendors.SetItem("acme", after.Vendors["acme"] with { SubProcessors = [new NestedSubProcessor("nobody", null, [])] }) };
        Linter.Lint(nested, Day).ShouldHaveSingleItem().Rule.ShouldBe("vendor.nested_unknown");
    }

    [Fact]
    public void What_is_over_is_not_linted()
    {
        var after = SeedFile.Plan([Clean with { Contact = null }]).After;
        var over = after with { Engagements = after.Engagements.SetItem("billing-acme", after.Engagements["billing-acme"] with { RetiredAt = SeedFile.ImportedAt }) };
        Linter.Lint(over, Day).ShouldBeEmpty();
    }

    [Fact]
    public void Every_finding_has_a_code_that_is_listed() => Octopus.Concat(OpsDuty).Select(finding => finding.Rule).Distinct().ShouldBeSubsetOf(Linter.Codes);

    private static IReadOnlyList<Finding> Of(params ImportRow[] rows) => Linter.Lint(SeedFile.Plan(rows).After, Day);

    private static List<string> Rows(IEnumerable<Finding> findings, string rule) =>
        [.. findings.Where(finding => finding.Rule == rule).Select(finding => $"{finding.RegisterId} {finding.Order}")];
}
