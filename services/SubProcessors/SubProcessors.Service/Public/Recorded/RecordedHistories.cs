using System.Collections.Concurrent;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>The registers as they are recorded, kept in memory for the tenants whose pages are read. See docs/adr/0021.</summary>
internal sealed class RecordedHistories(RegistryEvents events, TransferLaw law, TimeProvider clock, ILogger<RecordedHistories> log) : IRegisterHistories
{
    /// <summary>So many are kept at a time; who was not asked for longest goes first.</summary>
    private const int MostTenants = 200;

    private readonly ConcurrentDictionary<string, TenantRegisters> tenants = new(StringComparer.Ordinal);

    public async ValueTask<RegisterHistory?> Find(string tenant, string register, CancellationToken ct)
    {
        var registers = tenants.GetOrAdd(tenant, id => new(id, events, law, clock, log));
        try
        {
            return await registers.Find(register, ct) is { Facts.IsPublic: true } history ? history : null;
        }
        finally
        {
            Bound(tenant, registers);
        }
    }

    public async ValueTask<IReadOnlyList<RegisterHistory>> List(string tenant, CancellationToken ct)
    {
        await Find(tenant, "", ct);
        var found = new List<RegisterHistory>();
        foreach (var register in tenants.GetValueOrDefault(tenant)?.Registers ?? [])
        {
            if (await Find(tenant, register, ct) is { } history)
            {
                found.Add(history);
            }
        }

        return [.. found.OrderBy(history => history.Facts.Title, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Any name can stand in an address: those of nobody are not kept.</summary>
    private void Bound(string tenant, TenantRegisters registers)
    {
        if (registers.Registers.Count == 0)
        {
            tenants.TryRemove(new(tenant, registers));
        }
        else if (tenants.Count > MostTenants)
        {
            tenants.TryRemove(tenants.MinBy(known => known.Value.AskedAt));
        }
    }
}
