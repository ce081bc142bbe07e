using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Engagements;
using static PrivacyPlatform.SubProcessors.Engagements.EngagementEvent;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>
/// The engagement at every point in time; which terms customers were told of; and where the announcer of activations must look. Recorded activations are rows of their own: they change no
/// answer, and there is one for every customer.
/// </summary>
internal sealed class EngagementsReadModel() : StatesReadModel<EngagementCommand, EngagementState, EngagementEvent>(
    "engagement",
    EngagementDecider.Decider,
    state => state is EngagementState.Known known ? known.Engagement with { Activations = [] } : null,
    @event => @event is not EngagementActivated)
{
    /// <summary>Longer than any notice period.</summary>
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(370);

    public override void Project(
        ReadModelWrites writes, string tenant, string key, EngagementState stateAfter, IReadOnlyList<(EngagementEvent Event, RecordedEvent Recorded)> events)
    {
        base.Project(writes, tenant, key, stateAfter, events);
        foreach (var (@event, recorded) in events)
        {
            if (Told(@event) is var (number, at))
            {
                writes.Add(
                    "INSERT INTO read.told_terms (tenant_id, engagement_id, terms_number, told_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", tenant, key, number, at);
            }

            switch (@event)
            {
                case EngagementActivated activated:
                    writes.Add(
                        "INSERT INTO read.activations (tenant_id, engagement_id, terms_number, customer_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                        tenant, key, activated.TermsNumber, activated.CustomerId ?? "");
                    break;
                case EngagementRetired:
                    writes.Add("DELETE FROM read.open_terms WHERE tenant_id = $1 AND engagement_id = $2", tenant, key);
                    break;

                // From each of these on, something may become active: a period ends, or an objection no longer stands in the way.
                case EngagementAnnounced or EngagementReplacedInEmergency or EngagementAmended { Way: AmendmentWay.Announced } or ObjectionWithdrawn or EngagementResumed:
                    writes.Add(
                        """
                        INSERT INTO read.open_terms (tenant_id, engagement_id, until) VALUES ($1, $2, $3)
                        ON CONFLICT (tenant_id, engagement_id) DO UPDATE SET until = greatest(open_terms.until, excluded.until)
                        """,
                        tenant, key, recorded.RecordedAt + LongestPeriod);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The terms that customers get notice of by this event, and when; null: none.</summary>
    private static (int Number, DateTimeOffset At)? Told(EngagementEvent @event) => @event switch
    {
        EngagementAnnounced e => (1, e.At),
        EngagementReplacedInEmergency e => (1, e.At),
        EngagementAmended { Way: AmendmentWay.Announced } e => (e.TermsNumber, e.At),
        _ => null,
    };
}
