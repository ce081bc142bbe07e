using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>
/// Records what has become active by itself, so that others are told. It may run at any time, twice, and on several instances at once: a record is made
/// once for each customer and number of terms, because its command's id follows from them and the rule says "already so".
/// </summary>
internal sealed class ActivationPass(
    CommandExecutor executor,
    RegistryReader registries,
    ReadModelReader models,
    [FromKeyedServices(EventStoreRegistration.Relay)] NpgsqlDataSource relay,
    TimeProvider clock)
{
    private const string Actor = "activation-announcer";
    private const int Page = 100; // of each, an activation for every customer may be recorded

    /// <returns>How many records were made.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var made = 0;
        await foreach (var tenant in Tenants(ct))
        {
            made += await Run(tenant, ct);
        }

        return made;
    }

    internal async Task<int> Run(string tenant, CancellationToken ct)
    {
        var now = CallTime.Microseconds(clock.GetUtcNow());
        var made = 0;
        List<Customer?>? customers = null;
        await foreach (var page in registries.Open(tenant, now, ct).Chunk(Page))
        {
            customers ??= [.. await registries.Customers(tenant, ct).ToListAsync(ct), null];
            var recorded = (await models.Query(
                tenant,
                "SELECT engagement_id, terms_number, customer_id FROM read.activations WHERE tenant_id = $1 AND engagement_id = ANY ($2)",
                row => (row.GetString(0), row.GetInt32(1), row.GetString(2)),
                [tenant, page.Select(open => open.Key).ToArray()],
                ct)).ToHashSet();
            foreach (var (id, engagement) in page)
            {
                foreach (var (customer, number) in Due(customers, engagement, now).Where(due => !recorded.Contains((id, due.Number, due.Customer?.CustomerId ?? ""))))
                {
                    made += await Record(tenant, id, customer, number, now, ct) ? 1 : 0;
                }
            }
        }

        return made;
    }

    // Whoever had an agreement when the terms were announced was told of them, and everybody without one together: the null among the customers.
    private static IEnumerable<(Customer? Customer, int Number)> Due(IEnumerable<Customer?> customers, Engagement engagement, DateTimeOffset now) =>
        from customer in customers
        let version = Activation.At(engagement, customer, now) is { Kind: StandingKind.Active, InForce: { } inForce } ? inForce : null
        where version is not null && version.Introduction != Introduction.Listed && (customer is null || customer.Agreement.At(version.At) is not null)
        select (customer, version.Number);

    private async Task<bool> Record(string tenant, string engagementId, Customer? customer, int number, DateTimeOffset now, CancellationToken ct)
    {
        var envelope = new CommandEnvelope
        {
            CommandId = CommandIds.Of(tenant, "activation", engagementId, number.ToString(CultureInfo.InvariantCulture), customer?.CustomerId ?? ""),
            Tenant = tenant,
            Actor = Actor,
            OccurredAt = now,
            RecordedAt = now,
        };
        var command = new RecordActivation { EngagementId = engagementId, Customer = customer, RecordedAt = now };
        return await executor.Execute(EngagementModule.Stream, engagementId, command, envelope, ct) is Outcome.Recorded { Repeated: false };
    }

    // As the relay, which no tenant binds: one step along the index for each tenant.
    private async IAsyncEnumerable<string> Tenants([EnumeratorCancellation] CancellationToken ct)
    {
        var tenant = "";
        while (await relay.Ask<string>("SELECT min(tenant_id) FROM platform.feed WHERE tenant_id > $1", ct, tenant) is { } next)
        {
            yield return tenant = next;
        }
    }
}
