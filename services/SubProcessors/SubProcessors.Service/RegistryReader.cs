using System.Collections.Immutable;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>A tenant's registry at a point, and when each of its engagements was last changed.</summary>
/// <param name="ChangedAt">By engagement: when something was last recorded that changed it.</param>
internal sealed record KnownRegistry(Registry Registry, IReadOnlyDictionary<string, DateTimeOffset> ChangedAt);

/// <summary>Reads what the streams came to, as recorded now or at any earlier time.</summary>
/// <param name="law">The data file's.</param>
internal sealed class RegistryReader(ReadModelReader models, TransferLaw law)
{
    private const string Columns = "SELECT kind, key, state, recorded_from FROM read.states WHERE tenant_id = $1";

    /// <summary>The whole registry.</summary>
    /// <param name="recordedAt">By what was recorded then; null: now.</param>
    public async Task<KnownRegistry> At(string tenant, DateTimeOffset? recordedAt, CancellationToken ct) => Registry(
        recordedAt is { } then
            ? await Read($"{Columns} AND recorded_from <= $2 AND (recorded_until IS NULL OR recorded_until > $2)", [tenant, then], tenant, ct)
            : await Read($"{Columns} AND recorded_until IS NULL", [tenant], tenant, ct));

    /// <summary>Only what is wanted of it, by kind and key, and the law.</summary>
    /// <param name="recordedAt">By what was recorded then; null: now.</param>
    public async Task<KnownRegistry> Of(string tenant, DateTimeOffset? recordedAt, IReadOnlyList<(string Kind, string Key)> wanted, CancellationToken ct)
    {
        // Whatever is asked, the few mechanisms come along: they are part of the law.
        const string Wanted = "(kind = 'mechanism' OR (kind, key) IN (SELECT * FROM unnest($2::varchar[], $3::varchar[])))";
        object[] keys = [tenant, wanted.Select(one => one.Kind).ToArray(), wanted.Select(one => one.Key).ToArray()];
        return Registry(
            recordedAt is { } then
                ? await Read($"{Columns} AND recorded_from <= $4 AND (recorded_until IS NULL OR recorded_until > $4) AND {Wanted}", [.. keys, then], tenant, ct)
                : await Read($"{Columns} AND recorded_until IS NULL AND {Wanted}", keys, tenant, ct));
    }

    /// <summary>What a decision about one engagement rests on.</summary>
    public async Task<EngagementFacts> FactsFor(string tenant, string registerId, string vendorId, CancellationToken ct) =>
        (await Only(tenant, [("register", registerId), ("vendor", vendorId)], ct)).Registry.FactsFor(registerId, vendorId);

    /// <summary>One engagement and what a decision about it rests on; null: there is none.</summary>
    public async Task<(Engagement Engagement, EngagementFacts Facts)?> Find(string tenant, string engagementId, CancellationToken ct)
    {
        var found = (await Only(tenant, [("engagement", engagementId)], ct)).Registry.Engagements.GetValueOrDefault(engagementId);
        return found is null ? null : (found, await FactsFor(tenant, found.RegisterId, found.VendorId, ct));
    }

    /// <summary>A customer, with what is known of its agreement.</summary>
    public async Task<Customer> Customer(string tenant, string customerId, CancellationToken ct) =>
        new(customerId, (await Only(tenant, [("agreement", customerId)], ct)).Registry.Agreements.GetValueOrDefault(customerId) ?? AgreementState.Initial);

    /// <summary>The law with what the tenant recorded of mechanisms.</summary>
    public async Task<TransferLaw> Law(string tenant, CancellationToken ct) => (await Only(tenant, [], ct)).Registry.Law;

    private Task<KnownRegistry> Only(string tenant, (string Kind, string Key)[] wanted, CancellationToken ct) => Of(tenant, recordedAt: null, wanted, ct);

    private Task<IReadOnlyList<StateRow>> Read(string sql, IReadOnlyList<object?> values, string tenant, CancellationToken ct) => models.Query(
        tenant, sql, row => new StateRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)), values, ct);

    private KnownRegistry Registry(IReadOnlyList<StateRow> rows)
    {
        var mechanisms = rows.Where(row => row.Kind == "mechanism").Select(row => (row.Key, State: StateJson.Read<MechanismState.Recorded>(row.State))).ToList();
        var known = law.With(
            mechanisms.Select(mechanism => mechanism.State.Defined).OfType<TransferMechanism>(),
            mechanisms.Where(mechanism => mechanism.State.InvalidFrom is not null).Select(mechanism => KeyValuePair.Create(mechanism.Key, mechanism.State.InvalidFrom!.Value)));
        return new(
            new Registry(
                known,
                States<Register>(rows, "register"),
                States<Vendor>(rows, "vendor"),
                States<Engagement>(rows, "engagement"),
                States<AgreementState.Known>(rows, "agreement").ToImmutableSortedDictionary(entry => entry.Key, entry => (AgreementState)entry.Value, StringComparer.Ordinal)),
            rows.Where(row => row.Kind == "engagement").ToDictionary(row => row.Key, row => row.From, StringComparer.Ordinal));
    }

    private static ImmutableSortedDictionary<string, T> States<T>(IEnumerable<StateRow> rows, string kind) =>
        rows.Where(row => row.Kind == kind).ToImmutableSortedDictionary(row => row.Key, row => StateJson.Read<T>(row.State), StringComparer.Ordinal);

    private sealed record StateRow(string Kind, string Key, string State, DateTimeOffset From);
}
