using Npgsql;

namespace PrivacyPlatform.SubProcessors.Service.Tests;

public sealed class RegistryReaderTests(RegistryApp app)
{
    [Fact]
    public async Task Many_customers_come_page_by_page_each_once()
    {
        var tenant = await app.Tenant();
        await using var admin = new NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var more = new NpgsqlCommand(
            """
            INSERT INTO read.states (tenant_id, kind, key, version, recorded_from, state)
            SELECT tenant_id, kind, 'customer-' || number, version, recorded_from, state FROM read.states, generate_series(1, 1100) AS number WHERE tenant_id = $1 AND key = 'norse'
            """,
            admin);
        more.Parameters.Add(new() { Value = tenant.Name });
        await more.ExecuteNonQueryAsync();

        var customers = await app.Get<RegistryReader>().Customers(tenant.Name, CancellationToken.None).Select(customer => customer.CustomerId).ToListAsync();

        customers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 1100).Select(number => $"customer-{number}").Append("norse").Order(StringComparer.Ordinal));
    }
}
