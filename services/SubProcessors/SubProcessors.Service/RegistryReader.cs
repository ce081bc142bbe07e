using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
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
    /// <summary>Of a list of many: rows in one look.</summary>
    private const int Page = 500;

    /// <summary>The whole registry.</summary>
    /// <param name="recordedAt">By what was recorded then; null: now.</param>
    public async Task<KnownRegistry> At(string tenant, DateTimeOffset? recordedAt, CancellationToken ct) => Registry(await Read(tenant, recordedAt, "true", [], ct));

    /// <summary>Only what is wanted of it, by kind and key, and the law.</summary>
    /// <param name="recordedAt">By what was recorded then; null: now.</param>
    public async Task<KnownRegistry> Of(string tenant, DateTimeOffset? recordedAt, IReadOnlyList<(string Kind, string Key)> wanted, CancellationToken ct) => Registry(await Read(
        tenant,
        recordedAt,
        // Whatever is asked, the few mechanisms come along: they are part of the law.
        "(kind = 'mechanism' OR (kind, key) IN (SELECT * FROM unnest($2::varchar[], $3::varchar[])))",
        [wanted.Select(one => one.Kind).ToArray(), wanted.Select(one => one.Key).ToArray()],
        ct));

    /// <summary>All registers, and nothing of what is in them.</summary>
    /// <param name="recordedAt">By what was recorded then; null: now.</param>
    public async Task<IEnumerable<Register>> Registers(string tenant, DateTimeOffset? recordedAt, CancellationToken ct) =>
        Registry(await Read(tenant, recordedAt, "kind = 'register'", [], ct)).Registry.Registers.Values;

    /// <summary>Every customer of which an agreement is known, a page at a time.</summary>
    public IAsyncEnumerable<Customer> Customers(string tenant, CancellationToken ct) =>
        Pages(tenant, "agreement", "true", [], ct).Select(row => new Customer(row.Key, StateJson.Read<AgreementState.Known>(row.State)));

    /// <summary>Engagements with terms of which a notice period may still run, or whose objection may still be withdrawn; a page at a time.</summary>
    public IAsyncEnumerable<KeyValuePair<string, Engagement>> Open(string tenant, DateTimeOffset now, CancellationToken ct) =>
        Pages(tenant, "engagement", "key IN (SELECT engagement_id FROM read.open_terms WHERE tenant_id = $1 AND until > $5)", [now], ct)
            .Select(row => KeyValuePair.Create(row.Key, StateJson.Read<Engagement>(row.State)));

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

    /// <param name="which">A condition, with what may stand behind one; its parameters begin with $2.</param>
    private Task<IReadOnlyList<StateRow>> Read(string tenant, DateTimeOffset? recordedAt, string which, IReadOnlyList<object?> values, CancellationToken ct)
    {
        var then = string.Create(CultureInfo.InvariantCulture, $"${values.Count + 2}");
        return models.Query(
            tenant,
            $"""
            SELECT kind, key, state, recorded_from FROM read.states
            WHERE tenant_id = $1 AND {(recordedAt is null ? "recorded_until IS NULL" : $"recorded_from <= {then} AND (recorded_until IS NULL OR recorded_until > {then})")} AND {which}
            """,
            row => new StateRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)),
            recordedAt is { } at ? [tenant, .. values, at] : [tenant, .. values],
            ct);
    }

    /// <param name="which">A condition; its parameters begin with $5.</param>
    private async IAsyncEnumerable<StateRow> Pages(string tenant, string kind, string which, object[] values, [EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<StateRow> page = [];
        do
        {
            page = await Read(
                tenant, recordedAt: null, $"kind = $2 AND key > $3 AND {which} ORDER BY key LIMIT $4", [kind, page is [.., var last] ? last.Key : "", Page, .. values], ct);
            foreach (var row in page)
            {
                yield return row;
            }
        }
        while (page.Count == Page);
    }

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
