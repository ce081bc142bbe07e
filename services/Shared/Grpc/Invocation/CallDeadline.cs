using System.Diagnostics.CodeAnalysis;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>When a call must have ended, and the token that says it has to stop.</summary>
internal sealed class CallDeadline : IDisposable
{
    // CancellationTokenSource takes no longer delay; about 49 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationTokenSource? timer;
    private readonly CancellationTokenSource linked;

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed in Dispose.")]
    public CallDeadline(TimeSpan? timeout, CancellationToken aborted)
    {
        At = DateTime.MaxValue;
        if (timeout is { } wanted)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            At = wanted < DateTime.MaxValue - now ? now + wanted : DateTime.MaxValue;
            timer = wanted < LongestTimer ? new CancellationTokenSource(wanted) : null;
        }

        linked = timer is null
            ? CancellationTokenSource.CreateLinkedTokenSource(aborted)
            : CancellationTokenSource.CreateLinkedTokenSource(aborted, timer.Token);
    }

    /// <summary>UTC; <see cref="DateTime.MaxValue"/> when there is none.</summary>
    public DateTime At { get; }

    /// <summary>Canceled when the deadline passes or the caller is gone.</summary>
    public CancellationToken Token => linked.Token;

    public bool HasPassed => timer is { IsCancellationRequested: true };

    /// <summary>Calls back once when the deadline passes.</summary>
    public CancellationTokenRegistration OnPassed(Action callback) => timer is null ? default : timer.Token.Register(callback);

    public void Dispose()
    {
        linked.Dispose();
        timer?.Dispose();
    }
}
