namespace PrivacyPlatform.SubProcessors.Transfers;

/// <summary>A vendor stands on a framework's list, or has approved binding corporate rules.</summary>
/// <param name="MechanismId">The framework: <c>eu-us-dpf</c>.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it no longer does; null: no end is known.</param>
public sealed record Certification(string MechanismId, DateOnly From, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day < Until);
}
