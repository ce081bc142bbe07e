using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Subjects;

namespace PrivacyPlatform.Consent.Service.Contract;

/// <summary>The contract's words in the domain's. What is absent there is null here; what is malformed stays so and is refused by the rules.</summary>
internal static class FromContract
{
    public static NoticeReference Notice(V1.NoticeReference? reference) =>
        new(reference?.Kind ?? "", reference?.Version ?? "", reference?.ContentHash ?? "");

    public static Evidence Evidence(V1.Evidence? evidence) => new(
        evidence?.Notice is { } notice ? Notice(notice) : null,
        evidence is null or { Channel: V1.Channel.Unspecified } ? null : (Channel)evidence.Channel,
        Text(evidence?.Language),
        Text(evidence?.Producer));

    /// <summary>An empty string is an absent one.</summary>
    public static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
