using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Agreements;
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
        var due = await Due(recorded, ct);
        foreach (var facts in due)
        {
            await Issue(recorded, facts, ct);
        }

        return due.Count > 0;
    }

    private async Task<IReadOnlyList<NoticeFacts>> Due(RecordedEvent recorded, CancellationToken ct)
    {
        if (IsOf(SubProcessorsStreams.Engagements.Name, recorded))
        {
            return SubProcessorsStreams.Engagements.Events.Read(recorded) switch
            {
                EngagementAnnounced e => await Announced(recorded, e.At, ct),
                EngagementReplacedInEmergency e => await Announced(recorded, e.At, ct),
                EngagementAmended { Way: AmendmentWay.Announced } e => await Announced(recorded, e.At, ct),
                _ => [],
            };
        }

        return IsOf(SubProcessorsStreams.Agreements.Name, recorded) && SubProcessorsStreams.Agreements.Events.Read(recorded) is AgreementRecorded agreed
            ? await StillOpen(recorded.Tenant, agreed.CustomerId, ct)
            : [];
    }

    private async Task<IReadOnlyList<NoticeFacts>> Announced(RecordedEvent recorded, DateTimeOffset at, CancellationToken ct)
    {
        var registry = (await registries.At(recorded.Tenant, recordedAt: null, ct)).Registry;
        var id = recorded.Stream[(SubProcessorsStreams.Engagements.Name.Length + 1)..];
        return registry.Engagements.GetValueOrDefault(id) is { } engagement
            ? [.. NoticesOf(id, engagement, engagement.Versions.Where(version => version.At == at), registry.Agreements.Select(CustomerOf))]
            : [];
    }

    private async Task<IReadOnlyList<NoticeFacts>> StillOpen(string tenant, string customerId, CancellationToken ct)
    {
        var registry = (await registries.At(tenant, recordedAt: null, ct)).Registry;
        var now = clock.GetUtcNow();
        return registry.Agreements.TryGetValue(customerId, out var agreement)
            ? [.. registry.Engagements
                .SelectMany(engagement => NoticesOf(engagement.Key, engagement.Value, engagement.Value.Versions, [new(customerId, agreement)]))
                .Where(facts => now < facts.ObjectBy)]
            : [];
    }

    private static IEnumerable<NoticeFacts> NoticesOf(string id, Engagement engagement, IEnumerable<TermsVersion> versions, IEnumerable<Customer> customers) =>
        from version in versions
        from customer in customers
        let facts = NoticeFacts.Of(id, engagement, version, customer)
        where facts is not null
        select facts;

    private static Customer CustomerOf(KeyValuePair<string, AgreementState> agreement) => new(agreement.Key, agreement.Value);

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
