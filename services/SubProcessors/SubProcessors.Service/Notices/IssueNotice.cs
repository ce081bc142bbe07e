using System.Runtime.CompilerServices;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using static PrivacyPlatform.SubProcessors.Agreements.AgreementEvent;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>
/// Makes notices of what is announced: one for each customer that was one then; and of agreements that become known late, for what can still be objected
/// to. Reading the same event twice makes the same notices once, since their ids follow from the facts.
/// </summary>
internal sealed class NoticeIssuer(RegistryReader registries, CustomerDelivery customers, CommandExecutor executor, TimeProvider clock)
{
    /// <summary>What follows from one event; nothing from most.</summary>
    /// <returns>Whether there were notices to make.</returns>
    public async Task<bool> Take(RecordedEvent recorded, CancellationToken ct)
    {
        var any = false;
        await foreach (var facts in Due(recorded, ct))
        {
            await Issue(recorded, facts, ct);
            any = true;
        }

        return any;
    }

    private IAsyncEnumerable<NoticeFacts> Due(RecordedEvent recorded, CancellationToken ct)
    {
        if (IsOf(SubProcessorsStreams.Engagements.Name, recorded))
        {
            return SubProcessorsStreams.Engagements.Events.Read(recorded) switch
            {
                EngagementAnnounced e => Announced(recorded, e.At, ct),
                EngagementReplacedInEmergency e => Announced(recorded, e.At, ct),
                EngagementAmended { Way: AmendmentWay.Announced } e => Announced(recorded, e.At, ct),
                _ => AsyncEnumerable.Empty<NoticeFacts>(),
            };
        }

        return IsOf(SubProcessorsStreams.Agreements.Name, recorded) && SubProcessorsStreams.Agreements.Events.Read(recorded) is AgreementRecorded agreed
            ? StillOpen(recorded.Tenant, agreed.CustomerId, ct)
            : AsyncEnumerable.Empty<NoticeFacts>();
    }

    private async IAsyncEnumerable<NoticeFacts> Announced(RecordedEvent recorded, DateTimeOffset at, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = recorded.Stream[(SubProcessorsStreams.Engagements.Name.Length + 1)..];
        if ((await registries.Of(recorded.Tenant, recordedAt: null, [("engagement", id)], ct)).Registry.Engagements.GetValueOrDefault(id) is not { } engagement)
        {
            yield break;
        }

        await foreach (var customer in registries.Customers(recorded.Tenant, ct))
        {
            foreach (var facts in NoticesOf(id, engagement, engagement.Versions.Where(version => version.At == at), customer))
            {
                yield return facts;
            }
        }
    }

    private async IAsyncEnumerable<NoticeFacts> StillOpen(string tenant, string customerId, [EnumeratorCancellation] CancellationToken ct)
    {
        var customer = await registries.Customer(tenant, customerId, ct);
        var now = clock.GetUtcNow();
        await foreach (var (id, engagement) in registries.Open(tenant, now, ct))
        {
            foreach (var facts in NoticesOf(id, engagement, engagement.Versions, customer).Where(facts => now < facts.ObjectBy))
            {
                yield return facts;
            }
        }
    }

    private static IEnumerable<NoticeFacts> NoticesOf(string id, Engagement engagement, IEnumerable<TermsVersion> versions, Customer customer) =>
        versions.Select(version => NoticeFacts.Of(id, engagement, version, customer)).OfType<NoticeFacts>();

    private async Task Issue(RecordedEvent cause, NoticeFacts facts, CancellationToken ct)
    {
        var id = NoticeId.Of(cause.Tenant, facts);
        var now = Moment.Of(clock);
        await executor.Execute(
            NoticeModule.Stream,
            id.ToString("D"),
            new IssueNotice(facts, await customers.Channels(cause.Tenant, facts.CustomerId, ct), now),
            Moment.Envelope(cause.Tenant, NoticeActor.Code, now, id) with { CausationId = cause.Id.ToString("D"), CorrelationId = cause.CorrelationId },
            ct);
    }

    private static bool IsOf(string stream, RecordedEvent recorded) => recorded.Stream.StartsWith(stream + "-", StringComparison.Ordinal);
}
