namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Where erasures are written down outside of the vault, so that a vault restored from an older backup learns of them again.
/// Holds no personal data. All methods can be repeated.
/// </summary>
public interface IErasureJournal
{
    /// <summary>What is known of an erasure; null: nothing.</summary>
    Task<ErasureEntry?> Find(string tenant, Guid erasureId, CancellationToken ct = default);

    /// <summary>Writes the order down and gives the one that stands: the first of that id.</summary>
    Task<ErasureOrder> Order(ErasureOrder order, CancellationToken ct = default);

    /// <summary>Writes down that the order was carried out.</summary>
    Task Record(ErasureCertificate certificate, CancellationToken ct = default);

    /// <summary>All of the tenant's erasures, in the order in which they were ordered.</summary>
    Task<IReadOnlyList<ErasureEntry>> Read(string tenant, CancellationToken ct = default);
}

/// <param name="Certificate">Null: ordered, but not known to have been carried out.</param>
public sealed record ErasureEntry(ErasureOrder Order, ErasureCertificate? Certificate);
