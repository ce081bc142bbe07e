namespace PrivacyPlatform.SubProcessors.Service.Public.Editions;

/// <summary>What a register says of itself from an instant on.</summary>
/// <param name="NoticeDays">Of customers without an agreement of their own; whole days.</param>
/// <param name="IsPublic">Whether everybody may read it.</param>
internal sealed record RegisterFacts(DateTimeOffset From, string Title, int NoticeDays, bool IsPublic);
