using System.Collections.Immutable;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;

namespace PrivacyPlatform.Consent.Notices;

/// <summary>The versions of one document.</summary>
public abstract record NoticeState
{
    private NoticeState() { }

    public sealed record Unpublished : NoticeState;

    /// <param name="Versions">In the order of their publication; at least one.</param>
    public sealed record Published(ImmutableList<PublishedNotice> Versions) : NoticeState;

    public static NoticeState Initial { get; } = new Unpublished();

    /// <summary>The version that counts at an instant; of two that became effective together, the one published last. Null: none yet.</summary>
    public PublishedNotice? InForce(DateTimeOffset at) =>
        this is Published { Versions: var versions }
            ? versions.Where(version => version.EffectiveAt <= at).OrderBy(version => version.EffectiveAt).LastOrDefault()
            : null;

    /// <summary>The version with this label; null where none has it.</summary>
    public PublishedNotice? Find(string version) =>
        this is Published { Versions: var versions } ? versions.Find(notice => notice.Reference.Version == version) : null;

    public static NoticeState Evolve(NoticeState state, NoticeEvent @event) => (state, @event) switch
    {
        (Published published, NoticePublished e) => new Published(published.Versions.Add(VersionOf(e))),
        (_, NoticePublished e) => new Published([VersionOf(e)]),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };

    private static PublishedNotice VersionOf(NoticePublished e) =>
        new(new NoticeReference(e.Kind, e.Version, e.ContentHash), e.Language, e.Url, e.Material, e.Summary, e.EffectiveAt);
}
