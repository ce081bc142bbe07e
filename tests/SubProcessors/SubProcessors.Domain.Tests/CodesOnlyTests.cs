using System.Collections;
using System.Reflection;

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

    private static readonly Type[] Harmless = [typeof(DateTimeOffset), typeof(DateOnly), typeof(bool), typeof(int), typeof(long), typeof(Guid)];

    [Fact]
    public void Every_string_of_every_event_is_on_the_list() =>
        Strings(Events()).Where(name => !Allowed.Any(kind => kind.Fields.Any(field => IsCalled(name, field)))).ShouldBeEmpty();

    [Fact]
    public void The_list_names_nothing_that_is_gone() =>
        Allowed.SelectMany(kind => kind.Fields).Where(field => !Strings(Events()).Any(name => IsCalled(name, field))).ShouldBeEmpty();

    [Fact]
    public void A_new_string_would_be_seen() => Strings([typeof(Leaky)]).ShouldBe(["Leaky.Name", "Inner.Note", "Leaky.Anything"], ignoreOrder: true);

    private static IEnumerable<Type> Events() => EveryEventTests.Roots.SelectMany(root => root.GetNestedTypes().Where(root.IsAssignableFrom));

    private static bool IsCalled(string name, string field) => name == field || name.EndsWith('.' + field, StringComparison.Ordinal);

    private static HashSet<string> Strings(IEnumerable<Type> types)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        var open = new Queue<Type>(types);
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var content = ContentOf(property.PropertyType);
                if (content.IsEnum || Harmless.Contains(content))
                {
                    continue;
                }

                if (content.Assembly == type.Assembly && content != type)
                {
                    open.Enqueue(content);
                    continue;
                }

                // A string, or a type that could hide one.
                found.Add($"{type.Name}.{property.Name}");
            }
        }

        return found;
    }

    private static Type ContentOf(Type type) =>
        Nullable.GetUnderlyingType(type)
        ?? (type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1] : type);

    private sealed record Leaky(string Name, Inner Inner, IReadOnlyList<int> Numbers, object Anything);

    private sealed record Inner(string Note, DateTimeOffset At);
}
