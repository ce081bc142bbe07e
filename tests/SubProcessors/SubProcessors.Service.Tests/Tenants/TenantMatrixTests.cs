using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using PrivacyPlatform.SubProcessors.Service.Tests.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Tenants;

/// <summary>
/// What one organization tries in order to reach another's registry. The store, the vault, evidence, feed and the token's tenant are shared, and their
/// matrix is consent's; here is what the registry adds: its RPCs and its read models. The public pages are everybody's.
/// </summary>
[Collection(nameof(NoticesApp))]
public sealed class TenantMatrixTests(OtherTenant other) : IClassFixture<OtherTenant>
{
    private static readonly string[] Everything = ["operator", "reader", "reviewer", "emitter", "officer"];

    public static TheoryData<string, string> Rows => [.. StrangersCall.Table.Select(call => (call.Rpc, call.Body))];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Nothing_of_another_organization_is_reached(string rpc, string body)
    {
        var expected = StrangersCall.Table.Single(call => call.Rpc == rpc && call.Body == body).Answer;
        var before = await other.Tables.Digest(other.Tenant.Name);

        var answer = await Post(other.App.NewTenant(), rpc, body.Replace("$notice", other.NoticeId, StringComparison.Ordinal));

        answer.ShouldBe(expected);
        (await other.Tables.Digest(other.Tenant.Name)).ShouldBe(before);
    }

    [Fact]
    public void No_rpc_was_forgotten() => StrangersCall.Table.Select(call => call.Rpc).Distinct().ShouldBe(
        V1.SubProcessorsService.Descriptor.Methods.Concat(V1.NoticesService.Descriptor.Methods).Select(method => method.Name), ignoreOrder: true);

    [Fact]
    public async Task Another_tenant_cannot_be_named_beside_the_token()
    {
        var stranger = other.App.NewTenant();
        (await Post(stranger, "ListRegisters", "{}", ("tenant", other.Tenant.Name))).ShouldBe("tenant.differs");
        (await Post(stranger, $"ListRegisters?tenant={other.Tenant.Name}", "{}")).ShouldBe("tenant.differs");
        (await Post(stranger, "ListRegisters", $$"""{"tenant":"{{other.Tenant.Name}}"}""")).ShouldBe("message.malformed");
    }

    [Theory]
    [InlineData("ListRegisters", "{}")]
    [InlineData("ListEngagements", """{"registerId":"billing"}""")]
    [InlineData("Export", "{}")]
    [InlineData("ListNotices", "{}")]
    [InlineData("ListMechanisms", "{}")]
    [InlineData("ListDisclosures", "{}")]
    [InlineData("ListDeliveries", "{}")]
    public async Task What_is_ones_own_is_reached_so_that_nothing_means_something(string rpc, string body) => (await Post(other.Tenant, rpc, body)).ShouldBe("something");

    [Fact]
    public async Task Every_table_that_says_whose_a_row_is_shows_its_own_rows_only()
    {
        var own = other.Tenant.Name;
        await other.App.Tenant(); // somebody else, who has rows, too
        var readable = await other.Tables.Readable();
        readable.ShouldContain("read.customer_notices");
        foreach (var table in readable.Except(["read.notices_due"])) // pointers: whoever delivers must find them before it can know whose they are
        {
            (await AsService(null, $"SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = '{table}'::regclass")).ShouldBe(true, table);
            (await AsService(null, $"SELECT count(*) FROM {table}")).ShouldBe(0L, table);
            (await AsService(own, $"SELECT count(*) FROM {table} WHERE tenant_id <> '{own}'")).ShouldBe(0L, table);
        }

        foreach (var table in readable.Where(table => table.StartsWith("read.", StringComparison.Ordinal)).Except(["read.notices_due", "read.activations"])) // nothing is active yet
        {
            (await AsService(own, $"SELECT count(*) FROM {table}")).ShouldNotBe(0L, table);
            (await AsService(own, $"UPDATE {table} SET tenant_id = 'elsewhere'")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege, table);
        }
    }

    /// <summary>A number, or the refusal's SQLSTATE. Rolled back.</summary>
    private async Task<object?> AsService(string? tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(other.App.Database.Service + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var set = new NpgsqlCommand("SELECT set_config('privacyplatform.tenant', $1, true)", connection) { Parameters = { new() { Value = tenant ?? "" } } };
        await set.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        try
        {
            return await command.ExecuteScalarAsync();
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    /// <summary>The refusal's code, or what the answer came to.</summary>
    private async Task<string> Post(TestTenant caller, string rpc, string body, params (string Name, string Value)[] headers)
    {
        var service = V1.NoticesService.Descriptor.Methods.Any(method => method.Name == rpc) ? V1.NoticesService.Descriptor : V1.SubProcessorsService.Descriptor;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{service.FullName}/{rpc}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token(Everything));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await other.App.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return !response.IsSuccessStatusCode ? (string)answer["code"]!
            : answer["result"] is not null || answer["importedRows"] is not null ? StrangersCall.Own
            : OtherTenant.Names.Any(answer.ToJsonString().Contains) ? "something"
            : StrangersCall.Nothing;
    }
}
