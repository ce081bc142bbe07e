namespace PrivacyPlatform.EventStore;

/// <summary>SQL that runs in the transaction that records the projection's progress, as the service's role with the tenant set.</summary>
public sealed class ProjectionWrites
{
    private readonly string slot;

    internal ProjectionWrites(string slot) => this.slot = slot;

    internal ReadModelWrites Writes { get; } = new();

    /// <summary>The table behind the view of that name, in the slot that is written: <c>read.purpose_counts_b</c> for <c>purpose_counts</c>.</summary>
    public string Table(string view) => $"read.{view}_{slot}";

    /// <inheritdoc cref="ReadModelWrites.Add"/>
    public void Add(string sql, params object?[] values) => Writes.Add(sql, values);
}
