namespace PrivacyPlatform.Consent.Notices;

/// <summary>Everything that can happen to one document. Stream: <c>notice-{kind}</c>.</summary>
public abstract record NoticeEvent
{
    private NoticeEvent() { }

    /// <summary>A version of the document was published. It never changes again.</summary>
    /// <param name="Kind">The document: <c>privacy-policy</c>.</param>
    /// <param name="Version">The label as published: <c>2024-07-22</c>.</param>
    /// <param name="ContentHash">SHA-256 of the text, 64 lowercase hexadecimal digits.</param>
    /// <param name="Language">BCP 47 tag of the text.</param>
    /// <param name="Url">Where this version can be read for ever.</param>
    /// <param name="Material">The people concerned must be told.</param>
    /// <param name="Summary">What changed; null where nothing was said.</param>
    /// <param name="EffectiveAt">From when the version counts: never before it was recorded.</param>
    public sealed record NoticePublished(
        string Kind,
        string Version,
        string ContentHash,
        string Language,
        string Url,
        bool Material,
        string? Summary,
        DateTimeOffset EffectiveAt) : NoticeEvent;
}
