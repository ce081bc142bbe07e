using PrivacyPlatform.Consent.Notices;

namespace PrivacyPlatform.Consent.Subjects;

/// <summary>How an answer was given. Null means "not known", never "none of them".</summary>
/// <param name="Notice">The text that the person saw; null: no document was shown.</param>
/// <param name="Channel">Where the person answered.</param>
/// <param name="Language">BCP 47 tag of the text that was shown.</param>
/// <param name="Producer">The product that asked: <c>opsduty-web</c>. A code, never a person.</param>
public sealed record Evidence(NoticeReference? Notice, Channel? Channel, string? Language, string? Producer);
