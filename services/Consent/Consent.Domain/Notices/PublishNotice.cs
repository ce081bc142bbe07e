using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;
using static PrivacyPlatform.Consent.Notices.NoticeState;

namespace PrivacyPlatform.Consent.Notices;

/// <summary>Publish a version of a document.</summary>
/// <param name="Reference">Which document, which label, and the hash of its text.</param>
/// <param name="Language">BCP 47 tag of the text.</param>
/// <param name="Url">Where this version can be read for ever.</param>
/// <param name="Material">The people concerned must be told; needs a summary, except for the first version.</param>
/// <param name="Summary">What changed; null where nothing is said.</param>
/// <param name="EffectiveAt">From when the version counts; null: from <paramref name="RecordedAt"/>.</param>
/// <param name="RecordedAt">When the service records the publication.</param>
public sealed record PublishNotice(
    NoticeReference Reference,
    string Language,
    string Url,
    bool Material,
    string? Summary,
    DateTimeOffset? EffectiveAt,
    DateTimeOffset RecordedAt) : NoticeCommand;

public static partial class NoticeDecider
{
    private static Decision<NoticeEvent> Decide(PublishNotice command, NoticeState state) => state.Find(command.Reference.Version) switch
    {
        _ when Check(command) is { } refusal => refusal,
        { } published when IsSame(published, command) => Decision<NoticeEvent>.Nothing,
        { } => NoticeRefusals.VersionPublished,
        _ when command.EffectiveAt < command.RecordedAt => NoticeRefusals.BackDated,
        _ when state is Published && command is { Material: true, Summary: null } => NoticeRefusals.SummaryRequired,
        _ => new NoticePublished(
            command.Reference.Kind,
            command.Reference.Version,
            command.Reference.ContentHash,
            command.Language,
            command.Url,
            command.Material,
            command.Summary,
            command.EffectiveAt ?? command.RecordedAt),
    };

    // Everything is compared: an answer "already so" to a changed address or date would hide that nothing was changed.
    private static bool IsSame(PublishedNotice published, PublishNotice command) =>
        published == new PublishedNotice(
            command.Reference,
            command.Language,
            command.Url,
            command.Material,
            command.Summary,
            command.EffectiveAt ?? published.EffectiveAt);

    private static Refusal? Check(PublishNotice command) => command switch
    {
        _ when NoticeRefusals.OfShape(command.Reference, "notice") is { } refusal => refusal,
        _ when !Shape.IsLanguage(command.Language) => NoticeRefusals.LanguageMalformed,
        _ when !Shape.IsUrl(command.Url) => NoticeRefusals.UrlMalformed,
        _ when command.Summary is not null && !Shape.IsText(command.Summary, atMost: 1000) => NoticeRefusals.SummaryMalformed,
        _ => null,
    };
}
