namespace PrivacyPlatform.Consent.Notices;

/// <summary>Points at the text that a person saw: which document, which version, and the hash of the text itself.</summary>
/// <param name="Kind">The document: <c>privacy-policy</c>.</param>
/// <param name="Version">The label as published: <c>2024-07-22</c>.</param>
/// <param name="ContentHash">SHA-256 of the text, 64 lowercase hexadecimal digits.</param>
public sealed record NoticeReference(string Kind, string Version, string ContentHash);
