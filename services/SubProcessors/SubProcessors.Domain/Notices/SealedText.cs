namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>
/// A text that only whoever has the customer's key can read; sealed and opened at the service's edge. Rules see that there is one, and no more.
/// The members are those of a sealed value's stored form, in which the first one's name is reserved.
/// </summary>
public sealed record SealedText(string Sealed, string Key, string Nonce, string Data, string Place);
