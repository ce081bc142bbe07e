using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Tests;

/// <summary>
/// No event carries a string that nobody decided about: each stands on this list with what it holds. A person's data is none of the kinds; a vendor's
/// contact is its business address, and the linter finds one that is a person's.
/// </summary>
public sealed class CodesOnlyTests
{
    private static readonly (string Kind, string[] Fields)[] Allowed =
    [
        ("code", ["RegisterId", "VendorId", "MechanismId", "CustomerId", "Replaces", "ReplacedBy", "DisclosureId", "Recipient", "Approver", "By", "Control", "MentionedIn", "EngagementId",
            "DataCategories", "AlsoCollected", "EngagementTerms.Mechanism", "Place.Code", "MechanismDefined.Places", "VendorDescribed.Country"]),
        ("opaque id", ["SubjectId"]),
        ("label of a document", ["DpaVersion"]),
        ("name of a company", ["VendorDescribed.Name", "VendorObserved.Name"]),
        ("business address of a company", ["EngagementTerms.Contact", "VendorDescribed.Contacts"]),
        ("address of a document", ["InformationUrl", "EvidenceUrl"]),
        ("sealed", ["SealedText.Sealed", "SealedText.Key", "SealedText.Nonce", "SealedText.Data", "SealedText.Place"]),
        ("text about processing", ["Title", "Reason", "Purpose"]),
    ];

    [Fact]
    public void Every_string_of_every_event_is_on_the_list() =>
        StringMembers.Of(Events()).Where(name => !Allowed.Any(kind => kind.Fields.Any(field => IsCalled(name, field)))).ShouldBeEmpty();

    [Fact]
    public void The_list_names_nothing_that_is_gone() =>
        Allowed.SelectMany(kind => kind.Fields).Where(field => !StringMembers.Of(Events()).Any(name => IsCalled(name, field))).ShouldBeEmpty();

    [Fact]
    public void A_new_string_would_be_seen() => StringMembers.Of([typeof(Leaky)]).ShouldBe(["Leaky.Name", "Inner.Note", "Leaky.Anything"], ignoreOrder: true);

    private static IEnumerable<Type> Events() => EveryEventTests.Roots.SelectMany(root => root.GetNestedTypes().Where(root.IsAssignableFrom));

    private static bool IsCalled(string name, string field) => name == field || name.EndsWith('.' + field, StringComparison.Ordinal);

    private sealed record Leaky(string Name, Inner Inner, IReadOnlyList<int> Numbers, object Anything);

    private sealed record Inner(string Note, DateTimeOffset At);
}
