namespace PrivacyPlatform.SubProcessors;

internal static class ClockSkew
{
    /// <summary>How far a producer's clock may run ahead of ours.</summary>
    public static TimeSpan Allowed { get; } = TimeSpan.FromMinutes(5);
}
