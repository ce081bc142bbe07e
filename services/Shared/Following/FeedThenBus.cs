using Grpc.Core;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.Feed.V1;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Following;

/// <summary>
/// Rebuilds what somebody knows from everything a service has announced, and then follows what it announces: no gap, and no message twice.
/// The queue is bound first, the feed is read to its end, and only then the queue is consumed, so each message is in one of them, or in both and
/// recognized by its id. Goes on after outages by itself; one for each queue at a time.
/// </summary>
/// <param name="credentials">The headers of a call to the feed, with a token that is valid now; role reader.</param>
public sealed partial class FeedThenBus(
    Subscription subscription,
    FeedService.FeedServiceClient feed,
    Func<CancellationToken, Task<Metadata>> credentials,
    IFollowerMemory memory,
    ILogger log,
    TimeProvider? time = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly FeedReader past = new(feed, credentials, subscription.Types);
    private readonly TaskCompletionSource caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int failures;

    /// <summary>Completes when all that there was at the start has been taken in; from then on it is as new as the bus.</summary>
    public Task CaughtUp => caughtUp.Task;

    /// <summary>Until canceled.</summary>
    /// <exception cref="RpcException">
    /// The feed refuses for good: <c>feed.position_unknown</c> after its database was restored from an older backup (begin anew), a type it does not
    /// know, a role that is missing.
    /// </exception>
    /// <exception cref="OperationInterruptedException">The broker refuses for good: a right is missing, or the queue is there with other arguments.</exception>
    public async Task Run(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await Follow(ct);
            }
            catch (Exception canceled) when (ct.IsCancellationRequested)
            {
                throw new OperationCanceledException("The follower was asked to stop.", canceled, ct);
            }
            catch (Exception failure) when (!IsForGood(failure))
            {
                TriesAgain(log, subscription.Queue, Reason(failure));
            }
            catch (Exception failure)
            {
                caughtUp.TrySetException(failure);
                throw;
            }

            var pause = FirstPause * Math.Pow(2, Math.Min(failures++, 10));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, ct);
        }
    }

    private async Task Follow(CancellationToken ct)
    {
        await using var present = await BoundQueue.Bind(subscription, memory, ct);
        if (!(await memory.Read(ct)).CaughtUp)
        {
            await past.CatchUp(memory, ct);
        }

        caughtUp.TrySetResult();
        await present.Consume(memory, () => failures = 0, ct);
    }

    private static bool IsForGood(Exception failure) => failure switch
    {
        RpcException refused => refused.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.InvalidArgument or StatusCode.Unimplemented,
        // An exchange that is not there (yet, or after the broker came back empty) is waited for: its service makes it.
        OperationInterruptedException refused => refused.ShutdownReason?.ReplyCode is Constants.AccessRefused or Constants.PreconditionFailed,
        BrokerUnreachableException { InnerException: AuthenticationFailureException } => true,
        _ => false,
    };

    /// <summary>What the broker and the feed say names exchanges and codes; texts of other exceptions may quote what was taken in.</summary>
    private static string Reason(Exception failure) => failure switch
    {
        OperationInterruptedException { ShutdownReason: { } reason } => reason.ReplyText,
        RpcException refused => refused.Status.Detail,
        _ => failure.GetType().Name,
    };

    [LoggerMessage(LogLevel.Warning, "Following {Queue} goes on after {Failure}; nothing is lost")]
    private static partial void TriesAgain(ILogger log, string queue, string failure);
}
