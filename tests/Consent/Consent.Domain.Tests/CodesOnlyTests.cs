using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Consent.Suppressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Consent.Tests;

/// <summary>
/// No event carries a string that nobody decided about: each stands on this list with what it holds. Personal data is none of the kinds,
/// but sealed.
/// </summary>
public sealed class CodesOnlyTests
{
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["PurposeDefined.PurposeId"] = "code",
        ["PurposeDefined.DataCategories"] = "code",
        ["PurposeDefined.Title"] = "text about processing",
        ["NoticePublished.Kind"] = "code",
        ["NoticePublished.Version"] = "label of a document",
        ["NoticePublished.ContentHash"] = "hash",
        ["NoticePublished.Language"] = "language",
        ["NoticePublished.Url"] = "address of a document",
        ["NoticePublished.Summary"] = "text about processing",
        ["ConsentGranted.PurposeId"] = "code",
        ["ConsentDenied.PurposeId"] = "code",
        ["ConsentWithdrawn.PurposeId"] = "code",
        ["SubjectErased.Reason"] = "code",
        ["ConsentSuppressed.PurposeId"] = "code",
        ["SealedStatement.Sealed"] = "part of a sealed value",
        ["SealedStatement.Key"] = "part of a sealed value",
        ["SealedStatement.Nonce"] = "part of a sealed value",
        ["SealedStatement.Data"] = "part of a sealed value",
        ["SealedStatement.Place"] = "part of a sealed value",
        ["Evidence.Language"] = "language",
        ["Evidence.Producer"] = "code",
        ["NoticeReference.Kind"] = "code",
        ["NoticeReference.Version"] = "label of a document",
        ["NoticeReference.ContentHash"] = "hash",
    };

    [Fact]
    public void Every_string_of_every_event_is_on_the_list() => StringMembers.Of(Events()).Except(Allowed.Keys).ShouldBeEmpty();

    [Fact]
    public void The_list_names_nothing_that_is_gone() => Allowed.Keys.Except(StringMembers.Of(Events())).ShouldBeEmpty();

    [Fact]
    public void A_new_string_would_be_seen() => StringMembers.Of([typeof(Leaky)]).ShouldBe(["Leaky.Name", "Inner.Note", "Leaky.Anything"], ignoreOrder: true);

    private static IEnumerable<Type> Events() =>
        new[] { typeof(PurposeEvent), typeof(NoticeEvent), typeof(SubjectEvent), typeof(SuppressionEvent) }
            .SelectMany(root => root.GetNestedTypes().Where(type => root.IsAssignableFrom(type) && !type.IsAbstract));

    private sealed record Leaky(string Name, Inner Inner, IReadOnlyList<int> Numbers, object Anything);

    private sealed record Inner(string Note, DateTimeOffset At);
}
