namespace PrivacyPlatform.EventStore;

/// <summary>An inline read model as operators know it: by the name of the streams that it shows.</summary>
public sealed class ReadModel
{
    private readonly Func<InlineRebuild, IProgress<long>, CancellationToken, Task> rebuild;

    private ReadModel(string name, int version, string prefix, Func<InlineRebuild, IProgress<long>, CancellationToken, Task> rebuild) =>
        (Name, Version, Prefix, this.rebuild) = (name, version, prefix, rebuild);

    public string Name { get; }

    public int Version { get; }

    /// <summary>What the ids of its streams begin with.</summary>
    internal string Prefix { get; }

    /// <exception cref="ArgumentException">The stream has no read model.</exception>
    public static ReadModel Of<TCommand, TState, TEvent>(StreamType<TCommand, TState, TEvent> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var readModel = type.ReadModel ?? throw new ArgumentException("The stream has no read model.", nameof(type));
        return new(type.Name, readModel.Version, type.IdOf(""), (streams, progress, ct) => streams.Run(type, progress, ct));
    }

    internal Task Rebuild(InlineRebuild streams, IProgress<long> progress, CancellationToken ct) => rebuild(streams, progress, ct);
}
