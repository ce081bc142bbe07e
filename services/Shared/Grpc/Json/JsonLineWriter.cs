using Grpc.Core;

namespace PrivacyPlatform.Calls.Json;

/// <summary>A call's responses, one a line.</summary>
internal sealed class JsonLineWriter<T>(JsonServerCallContext call) : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => call.WriteLine(message, call.CancellationToken);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken);
        await call.WriteLine(message, either.Token);
    }
}
