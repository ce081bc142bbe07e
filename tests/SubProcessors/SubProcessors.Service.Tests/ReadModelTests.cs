using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Engagements;

namespace PrivacyPlatform.SubProcessors.Service.Tests;

/// <summary>Questions are answered from a read model; it says what the fold says, now and at every earlier point, and when it is written anew.</summary>
public sealed class ReadModelTests(RegistryApp app)
{
    private const string Id = "billing-acme";

    [Fact]
    public async Task It_equals_the_fold_at_every_point_also_when_it_is_written_anew()
    {
        var tenant = await app.Tenant();
        var points = new List<DateTimeOffset>();
        foreach (var step in Steps(tenant))
        {
            await step();
            points.Add(app.Clock.GetUtcNow());
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Equal(tenant, points);
        await ActivatorUtilities.CreateInstance<InlineRebuild>(app.Get<IServiceProvider>()).Run(EngagementModule.Stream);
        await Equal(tenant, points);
    }

    // Whoever delivers notices must find what is due before it can know whose it is: these two hold pointers, and nothing of a tenant.
    [Fact]
    public async Task Every_read_model_keeps_tenants_apart_in_the_database()
    {
        await using var admin = new Npgsql.NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT relname FROM pg_class WHERE relnamespace = 'read'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity) AND relname NOT IN ('notices_due', 'notices_issued_to')", admin);
        (await command.ExecuteScalarAsync()).ShouldBeNull();
    }

    private IEnumerable<Func<Task>> Steps(TestTenant tenant)
    {
        yield return () => tenant.Propose(Id);
        yield return () => tenant.Announce(Id);
        yield return () => tenant.Operate(app.Client.ObjectToEngagementAsync, new V1.ObjectToEngagementRequest { EngagementId = Id, CustomerId = "norse" });
        yield return () => tenant.Operate(app.Client.WithdrawObjectionAsync, new V1.WithdrawObjectionRequest { EngagementId = Id, CustomerId = "norse" });
        yield return () =>
        {
            var terms = Requests.Terms();
            terms.DataCategories.Add("phone");
            return tenant.Operate(app.Client.AmendEngagementAsync, new V1.AmendEngagementRequest { EngagementId = Id, Terms = terms });
        };
        yield return () => tenant.Operate(app.Client.SuspendEngagementAsync, new V1.SuspendEngagementRequest { EngagementId = Id, Reason = "A breach is looked into." });
        yield return () => tenant.Operate(app.Client.ResumeEngagementAsync, new V1.ResumeEngagementRequest { EngagementId = Id });
        yield return () => tenant.Operate(app.Client.RetireEngagementAsync, new V1.RetireEngagementRequest { EngagementId = Id });
    }

    private async Task Equal(TestTenant tenant, IEnumerable<DateTimeOffset> points)
    {
        foreach (var point in points)
        {
            var (folded, _) = await app.Get<EventStore.StreamReader>().Fold(SubProcessorsStreams.Engagements, tenant.Name, Id, new AsOf(RecordedAt: point));
            var kept = (await app.Get<RegistryReader>().At(tenant.Name, point, CancellationToken.None)).Registry.Engagements[Id];
            StateJson.Write(kept).ShouldBe(StateJson.Write(((EngagementState.Known)folded).Engagement with { Activations = [] }), $"as of {point:O}");
        }

        var now = (await app.Get<RegistryReader>().At(tenant.Name, recordedAt: null, CancellationToken.None)).Registry.Engagements[Id];
        now.RetiredAt.ShouldNotBeNull();
    }
}
