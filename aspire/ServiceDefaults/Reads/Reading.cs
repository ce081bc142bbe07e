using Grpc.Core;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>A stream that is given to a reviewer: recorded before its first message, counted, and recorded after its last.</summary>
internal sealed class Reading<T>(ReadRecorder recorder, IServerStreamWriter<T> reader, CancellationToken left) : IServerStreamWriter<T>
{
    private Guid? began;
    private long items;

    public bool HasBegun => began is not null;

    public WriteOptions? WriteOptions
    {
        get => reader.WriteOptions;
        set => reader.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, left);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        began ??= await recorder.Began(cancellationToken).ConfigureAwait(false);
        await reader.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        items++;
    }

    public Task End(bool complete, CancellationToken ct) => began is { } beginning ? recorder.Ended(beginning, items, complete, ct) : recorder.Nothing(ct);
}
