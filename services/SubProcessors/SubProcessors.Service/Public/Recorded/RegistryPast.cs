using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>Everything that one tenant's streams ever came to, by the time at which it was recorded: what the lines of its registers are made of.</summary>
/// <param name="law">As the data file has it, before the tenant recorded anything of mechanisms.</param>
internal sealed class RegistryPast(TransferLaw law)
{
    private readonly Dictionary<string, List<Told<Register>>> registers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Told<Engagement>>> engagements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Told<Vendor>>> vendors = new(StringComparer.Ordinal);
    private readonly DatedLaw file = new(law);
    private List<Told<DatedLaw>> laws = [new(DateTimeOffset.MinValue, new(law))];

    public IReadOnlyDictionary<string, List<Told<Register>>> Registers => registers;

    public IReadOnlyDictionary<string, List<Told<Engagement>>> Engagements => engagements;

    public void Tell(string registerId, DateTimeOffset from, Register register) => Of(registers, registerId).Tell(from, register);

    public void Tell(string engagementId, DateTimeOffset from, Engagement engagement) => Of(engagements, engagementId).Tell(from, engagement);

    public void Tell(string vendorId, DateTimeOffset from, Vendor vendor) => Of(vendors, vendorId).Tell(from, vendor);

    /// <summary>The law with all that the tenant recorded of mechanisms, whenever it recorded something.</summary>
    /// <param name="tenants">Ascending.</param>
    public void Tell(IEnumerable<Told<TransferLaw>> tenants)
    {
        laws = [new(DateTimeOffset.MinValue, file)];
        foreach (var (from, known) in tenants)
        {
            laws.Tell(from, new(known));
        }
    }

    /// <summary>What is known of everything that a line shows, at an instant; null: the engagement was not known.</summary>
    public LineFacts? FactsOf(string engagementId, DateTimeOffset instant) => engagements[engagementId].At(instant) is { } engagement
        ? new(engagement, VendorAt(engagement.VendorId, instant), registers.GetValueOrDefault(engagement.RegisterId)?.At(instant)?.Regimes ?? [], laws.At(instant)!, id => VendorAt(id, instant).Name)
        : null;

    /// <summary>When something became known that can change the line: ascending.</summary>
    public IEnumerable<DateTimeOffset> InstantsOf(string engagementId)
    {
        var own = engagements[engagementId];
        var begin = own[0].From;
        var involved = own.Select(told => told.Value.VendorId).ToHashSet(StringComparer.Ordinal);
        involved.UnionWith([.. involved.SelectMany(NestedIn)]);
        return own.Select(told => told.From)
            .Concat(involved.SelectMany(id => vendors.GetValueOrDefault(id) ?? []).Select(told => told.From))
            .Concat(own.Select(told => told.Value.RegisterId).Distinct(StringComparer.Ordinal).SelectMany(id => registers.GetValueOrDefault(id) ?? []).Select(told => told.From))
            .Concat(laws.Select(told => told.From))
            .Where(from => from >= begin)
            .Distinct()
            .Order();
    }

    /// <summary>The engagements whose line shows something of these vendors.</summary>
    public IEnumerable<string> ShownWith(IReadOnlySet<string> vendorIds) => engagements
        .Where(engagement => engagement.Value.Exists(told => vendorIds.Contains(told.Value.VendorId) || NestedIn(told.Value.VendorId).Any(vendorIds.Contains)))
        .Select(engagement => engagement.Key);

    private IEnumerable<string> NestedIn(string vendorId) =>
        (vendors.GetValueOrDefault(vendorId) ?? []).SelectMany(told => told.Value.SubProcessors).Select(nested => nested.VendorId);

    private Vendor VendorAt(string vendorId, DateTimeOffset instant) => vendors.GetValueOrDefault(vendorId)?.At(instant) ?? Vendor.Unnamed(vendorId);

    private static List<Told<T>> Of<T>(Dictionary<string, List<Told<T>>> all, string id)
    {
        if (!all.TryGetValue(id, out var told))
        {
            all.Add(id, told = []);
        }

        return told;
    }
}

/// <summary>What is known, at one instant, of everything that a line shows.</summary>
/// <param name="NameOf">Of a vendor's id; null: not known.</param>
internal sealed record LineFacts(Engagement Engagement, Vendor Vendor, IReadOnlyList<Regime> Regimes, DatedLaw Dated, Func<string, string?> NameOf)
{
    public TransferLaw Law => Dated.Law;
}
