using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>Erases by destroying keys.</summary>
public sealed class Shredder
{
    private readonly PersonalVault vault;
    private readonly ErasureTables tables;
    private readonly IErasureJournal journal;
    private readonly VaultGate gate;
    private readonly PersonalDataOptions options;
    private readonly TimeProvider clock;

    internal Shredder(
        PersonalVault vault, ErasureTables tables, IErasureJournal journal, VaultGate gate, PersonalDataOptions options, TimeProvider clock) =>
        (this.vault, this.tables, this.journal, this.gate, this.options, this.clock) = (vault, tables, journal, gate, options, clock);

    /// <summary>
    /// Destroys all keys that the subject has now. When it returns, no instance can open anything that they sealed. The same erasure id again gives the
    /// same certificate and destroys nothing new: what the subject entrusted to us since then is another erasure's matter.
    /// </summary>
    /// <param name="subject">The subject's opaque id.</param>
    /// <param name="erasureId">Of the decision to erase.</param>
    /// <param name="by">A code for who ordered it, never a name.</param>
    /// <param name="reason">A code.</param>
    /// <exception cref="VaultException"><c>vault.not_ready</c>, or <c>vault.erasure_id_reused</c>.</exception>
    public async Task<ErasureCertificate> Shred(string tenant, string subject, Guid erasureId, string by, string reason, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        Codes.Check(by, nameof(by));
        Codes.Check(reason, nameof(reason));
        gate.ThrowIfClosed();
        var index = await vault.PresentSubjectIndex(tenant, subject, ct);
        var entry = await journal.Find(tenant, erasureId, ct);
        // The order comes first, then the deed, then its record: after a crash between any two, the same call or the next start goes on from the order.
        var order = entry?.Order ?? await journal.Order(
            new(erasureId, tenant, BlindIndex.Text(index), await tables.LiveKeys(tenant, index, ct), Instant.Truncate(clock.GetUtcNow()), by, reason), ct);
        if (order.SubjectIndex != BlindIndex.Text(index))
        {
            throw VaultException.ErasureIdReused(erasureId);
        }

        if (entry?.Certificate is { } before && await tables.Certificate(tenant, erasureId, ct) is { } issued && issued.Hash == before.Hash)
        {
            return issued;
        }

        var certificate = await tables.Shred(entry?.Certificate ?? ErasureCertificate.Of(order, Instant.Truncate(clock.GetUtcNow()), options), ct);
        await journal.Record(certificate, ct);
        VaultMetrics.Erased("ordered");
        return certificate;
    }

    /// <summary>The certificate of an erasure; null: none was carried out under that id.</summary>
    public Task<ErasureCertificate?> Find(string tenant, Guid erasureId, CancellationToken ct = default) => tables.Certificate(tenant, erasureId, ct);
}
