namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Of an endpoint: nobody has to sign in, and nothing in the answer is about whoever asks.</summary>
public sealed class OpenToEverybody;
