namespace PrivacyPlatform.SubProcessors;

/// <summary>One purpose, and as what the vendor handles the data for it. A vendor can be processor for one purpose and controller for another.</summary>
/// <param name="Purpose">One line about processing, never about a person.</param>
public sealed record PurposeRole(string Purpose, ProcessingRole Role);
