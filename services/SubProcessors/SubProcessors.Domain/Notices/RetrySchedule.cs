namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>
/// When a delivery that failed is tried again: after half a minute, then four times as long each time, never longer than half a day; ten times in all,
/// which is about two days.
/// </summary>
public static class RetrySchedule
{
    public const int MostAttempts = 10;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="jitter">From 0 to 1: between half the pause and all of it, so that what failed together does not come back together.</param>
    /// <returns>Null: never again by itself.</returns>
    public static TimeSpan? After(int attempt, double jitter)
    {
        if (attempt >= MostAttempts)
        {
            return null;
        }

        var grown = First * Math.Pow(4, attempt - 1);
        return (grown < Longest ? grown : Longest) * (0.5 + (Math.Clamp(jitter, 0, 1) / 2));
    }

    internal static bool IsOfUse(DeliveryResult result) => result is not (
        DeliveryResult.Accepted or DeliveryResult.RejectedForGood or DeliveryResult.AddressRefused or DeliveryResult.NoAddress);
}
