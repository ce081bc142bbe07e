using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>A vendor that a vendor uses.</summary>
/// <param name="VendorId">A vendor of this registry; it need not stand in a register.</param>
/// <param name="Purpose">Null: not told.</param>
public sealed record NestedSubProcessor(string VendorId, string? Purpose, IReadOnlyList<Place> Places);
