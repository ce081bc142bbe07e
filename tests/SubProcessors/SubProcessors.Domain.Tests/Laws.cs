using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Tests;

/// <summary>The data file that the service runs with.</summary>
internal static class Laws
{
    public static TransferLaw File { get; } = TransferLawJson.Read(Repository.Read("services", "SubProcessors", "seeds", "transfers.json"));

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
