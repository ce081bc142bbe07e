using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>Where a register is found. Tenants and registers are codes, so that nothing in them needs encoding.</summary>
/// <param name="Base">In front of every path: empty, or where a proxy put the service.</param>
internal sealed record RegisterAddress(string Base, string Tenant, string Register)
{
    public string Index => $"{Base}/{Tenant}/registers";

    public string Page => $"{Index}/{Register}";

    public string Json => $"{Page}.json";

    public string Csv => $"{Page}.csv";

    public string Changes => $"{Page}/changes";

    public string Atom => $"{Page}/changes.atom";

    public string Difference => $"{Page}/diff";

    public string Checkpoint => $"{Page}/checkpoint";

    public static string AsOf(string address, Moment moment) => moment.IsNow ? address : $"{address}?at={Uri.EscapeDataString(moment.Asked)}";

    /// <summary>What changed at an instant: between it and the microsecond before.</summary>
    public string Change(DateTimeOffset at) => Between(Time.Iso(at.AddTicks(-TimeSpan.TicksPerMicrosecond)), Time.Iso(at));

    public string ChangesBefore(DateTimeOffset instant) => $"{Changes}?before={Uri.EscapeDataString(Time.Iso(instant))}";

    public string Since(string from) => $"{Difference}?from={Uri.EscapeDataString(from)}";

    public string Between(string from, string to) => $"{Difference}?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}";
}
