using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>An engagement with its id and when something was last recorded that changed it.</summary>
internal sealed record ListedEngagement(string Id, Engagement Engagement, DateTimeOffset ChangedAt)
{
    public PagePlace Place => new(Engagement.RegisterId, Engagement.Terms.Order ?? int.MaxValue, Id);
}

/// <summary>How many engagements of a register were asked for, and when the last change of one was recorded.</summary>
internal sealed record RegisterTally(string RegisterId, int Engagements, DateTimeOffset ChangedAt);

/// <summary>Which engagements are asked for.</summary>
/// <param name="RegisterId">Null: of all registers.</param>
/// <param name="NotOverAt">Only those that are not over then; null: all.</param>
internal sealed record PageQuestion(DateTimeOffset? RecordedAt, string? RegisterId, DateTimeOffset? NotOverAt);

/// <summary>Reads engagements by register, place on the page and id, from a place on: as much as is wanted, however large the registry is.</summary>
internal sealed class EngagementPages(ReadModelReader models)
{
    /// <summary>What a place is made of: as the index has it, in 0011-engagement-pages.sql.</summary>
    internal const string Place = $"{Register}, {Order}, key COLLATE \"C\"";

    private const string Register = "(state->>'register_id') COLLATE \"C\"";
    private const string Order = "coalesce((state->'terms'->>'order')::integer, 2147483647)";

    public Task<IReadOnlyList<ListedEngagement>> Read(string tenant, PageQuestion question, PagePlace after, int limit, CancellationToken ct)
    {
        List<object?> values = [tenant, after.RegisterId, after.Order, after.Id, limit];
        var which = Which(question, values);
        return models.Query(
            tenant,
            $"""
            SELECT key, state, recorded_from FROM read.states
            WHERE tenant_id = $1 AND kind = 'engagement' AND ({Place}) > ($2, $3, $4) AND {which}
            ORDER BY {Place}
            LIMIT $5
            """,
            row => new ListedEngagement(row.GetString(0), StateJson.Read<Engagement>(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2)),
            values,
            ct);
    }

    /// <summary>By register, counted in the database: however many there are, as much comes back as there are registers.</summary>
    public Task<IReadOnlyList<RegisterTally>> Tally(string tenant, PageQuestion question, CancellationToken ct)
    {
        List<object?> values = [tenant];
        return models.Query(
            tenant,
            $"SELECT {Register}, count(*)::integer, max(recorded_from) FROM read.states WHERE tenant_id = $1 AND kind = 'engagement' AND {Which(question, values)} GROUP BY 1",
            row => new RegisterTally(row.GetString(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2)),
            values,
            ct);
    }

    /// <summary>The question as a condition; its parameters come behind those that are there.</summary>
    private static string Which(PageQuestion question, List<object?> values)
    {
        var conditions = new List<string>
        {
            question.RecordedAt is { } then ? $"recorded_from <= {Value(then)} AND (recorded_until IS NULL OR recorded_until > {Value(then)})" : "recorded_until IS NULL",
        };
        if (question.RegisterId is { } register)
        {
            conditions.Add($"{Register} = {Value(register)}");
        }

        if (question.NotOverAt is { } at)
        {
            conditions.Add($"(state->>'retired_at' IS NULL OR (state->>'retired_at')::timestamptz > {Value(at)})");
        }

        return string.Join(" AND ", conditions);

        string Value(object value)
        {
            values.Add(value);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${values.Count}");
        }
    }
}
