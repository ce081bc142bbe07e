using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.Consent.Notices;

/// <summary>Why the publication of a notice, or a reference to one, can be refused. Codes are part of the API.</summary>
public static class NoticeRefusals
{
    public static Refusal KindMalformed { get; } = new(
        "notice.kind_malformed", "A notice's kind is a code: 1 to 64 of a-z, 0-9, \"-\" and \"_\".", "notice.kind");

    public static Refusal VersionMalformed { get; } = new(
        "notice.version_malformed", "A version's label is 1 to 64 of A-Z, a-z, 0-9, \"-\", \"_\" and \".\".", "notice.version");

    public static Refusal HashMalformed { get; } = new(
        "notice.hash_malformed", "A content hash is SHA-256: 64 lowercase hexadecimal digits.", "notice.content_hash");

    public static Refusal LanguageMalformed { get; } = new(
        "notice.language_malformed", "A language is a BCP 47 tag: \"en\", \"nb-NO\".", "language");

    public static Refusal UrlMalformed { get; } = new(
        "notice.url_malformed", "The address is an absolute https address of at most 2,000 characters, without a user name.", "url");

    public static Refusal SummaryMalformed { get; } = new(
        "notice.summary_malformed", "A summary is one line of 1 to 1,000 characters.", "summary");

    public static Refusal SummaryRequired { get; } = new(
        "notice.summary_required", "People must be told of a material change: say what changed.", "summary");

    public static Refusal BackDated { get; } = new(
        "notice.back_dated", "A version counts from its publication at the earliest; leave the date out to mean \"from now\".", "effective_at");

    public static Refusal VersionPublished { get; } = new(
        "notice.version_published", "A version with this label is published already and never changes; publish another label.", "notice.version");

    /// <summary>What is wrong with a reference's shape, naming fields below <paramref name="path"/>; null: nothing.</summary>
    public static Refusal? OfShape(NoticeReference reference, string path)
    {
        Refusal? refusal = reference switch
        {
            _ when !Shape.IsCode(reference.Kind) => KindMalformed,
            _ when !Shape.IsLabel(reference.Version) => VersionMalformed,
            _ when !Shape.IsSha256(reference.ContentHash) => HashMalformed,
            _ => null,
        };
        return refusal is null ? null : refusal with { Field = refusal.Field!.Replace("notice", path, StringComparison.Ordinal) };
    }
}
