namespace PrivacyPlatform.PersonalData;

/// <summary>Compares the journal with the vault, tenant by tenant, and brings each up to date with the other.</summary>
public sealed class ErasureReapplication
{
    private readonly VaultTables vault;
    private readonly ErasureTables tables;
    private readonly IErasureJournal journal;
    private readonly PersonalDataOptions options;
    private readonly TimeProvider clock;

    internal ErasureReapplication(VaultTables vault, ErasureTables tables, IErasureJournal journal, PersonalDataOptions options, TimeProvider clock) =>
        (this.vault, this.tables, this.journal, this.options, this.clock) = (vault, tables, journal, options, clock);

    /// <summary>Carries out again every journaled erasure that the vault does not know, finishes those cut short, and gives the journal those that it lost.</summary>
    /// <returns>How many erasures the vault did not know.</returns>
    public async Task<int> Reapply(CancellationToken ct = default)
    {
        var reapplied = 0;
        foreach (var tenant in await vault.TenantNames(ct))
        {
            reapplied += await Reapply(tenant, ct);
        }

        return reapplied;
    }

    /// <summary>The same from a list kept elsewhere: for when vault and events were both restored from backups older than the erasure.</summary>
    public async Task<int> Reapply(IEnumerable<ErasureEntry> entries, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var reapplied = 0;
        foreach (var entry in entries)
        {
            reapplied += await Apply(entry, await tables.Certificate(entry.Order.Tenant, entry.Order.ErasureId, ct), ct);
        }

        return reapplied;
    }

    private async Task<int> Reapply(string tenant, CancellationToken ct)
    {
        var issued = (await tables.Certificates(tenant, ct)).ToDictionary(certificate => certificate.ErasureId);
        var reapplied = 0;
        foreach (var entry in await journal.Read(tenant, ct))
        {
            issued.Remove(entry.Order.ErasureId, out var known);
            if (known is null || entry.Certificate is null)
            {
                reapplied += await Apply(entry, known, ct);
            }
        }

        // The events were restored from an older backup than the vault: what was destroyed stays so, and is written down again.
        foreach (var certificate in issued.Values)
        {
            await journal.Order(certificate.Order(), ct);
            await journal.Record(certificate, ct);
        }

        return reapplied;
    }

    private async Task<int> Apply(ErasureEntry entry, ErasureCertificate? known, CancellationToken ct)
    {
        var certificate = known
            ?? await tables.Shred(entry.Certificate ?? ErasureCertificate.Of(entry.Order, EventStore.Instant.Truncate(clock.GetUtcNow()), options), ct);
        await journal.Order(entry.Order, ct);
        await journal.Record(certificate, ct);
        if (known is not null)
        {
            return 0;
        }

        VaultMetrics.Erased("reapplied");
        return 1;
    }
}
