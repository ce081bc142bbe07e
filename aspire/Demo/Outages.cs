using System.Net.Sockets;
using Grpc.Core;
using Npgsql;
using Polly;
using Polly.Retry;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Demo;

/// <summary>What any client of the platform does about an outage: tries again, slower and slower, up to a bound.</summary>
public static class Outages
{
    private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } fault && IsOutage(fault)),
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(2),
            MaxRetryAttempts = 60,
        })
        .Build();

    public static async Task Retry(Func<CancellationToken, Task> action, CancellationToken cancel) =>
        await Pipeline.ExecuteAsync(async token => await action(token), cancel);

    public static async Task<T> Retry<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancel) =>
        await Pipeline.ExecuteAsync(async token => await action(token), cancel);

    private static bool IsOutage(Exception fault) => fault switch
    {
        RpcException rpc => rpc.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Aborted or StatusCode.ResourceExhausted,
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: IOException or SocketException } => true,
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        BrokerUnreachableException or AlreadyClosedException or OperationInterruptedException or PublishException => true,
        ObjectDisposedException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };
}
