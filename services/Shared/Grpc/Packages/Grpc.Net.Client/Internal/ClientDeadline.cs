using System.Diagnostics.CodeAnalysis;

namespace Grpc.Net.Client.Internal;

/// <summary>When a call is over from the client's side: canceled, overdue, or its channel gone.</summary>
internal sealed class ClientDeadline : IDisposable
{
    // CancellationTokenSource takes no longer delay; about 49 days.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationTokenSource timer = new();
    private readonly CancellationTokenSource canceled;
    private readonly CancellationTokenSource linked;
    private readonly Lock ending = new();
    private bool isDisposed;

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed in Dispose.")]
    public ClientDeadline(DateTime? deadline, CancellationToken cancellationToken, CancellationToken shutdown)
    {
        if (deadline is { Kind: not DateTimeKind.Utc } local && local != DateTime.MaxValue && local != DateTime.MinValue)
        {
            throw new InvalidOperationException("A deadline must be in UTC.");
        }

        canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shutdown);
        linked = CancellationTokenSource.CreateLinkedTokenSource(canceled.Token, timer.Token);
        if (deadline is { } at && at != DateTime.MaxValue)
        {
            var left = at - TimeProvider.System.GetUtcNow().UtcDateTime;
            Left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            if (Left == TimeSpan.Zero)
            {
                timer.Cancel();
            }
            else if (Left < LongestTimer)
            {
                timer.CancelAfter(Left.Value);
            }
        }

        Token = linked.Token;
    }

    /// <summary>When the call was made; null: no deadline.</summary>
    public TimeSpan? Left { get; }

    /// <summary>Canceled when the call is over.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether the deadline passed before anyone canceled.</summary>
    public bool HasPassed { get; private set; }

    public bool IsOver => Token.IsCancellationRequested;

    public void ThrowIfOver() => Token.ThrowIfCancellationRequested();

    public void Cancel()
    {
        lock (ending)
        {
            HasPassed |= timer.IsCancellationRequested && !canceled.IsCancellationRequested;
            if (isDisposed)
            {
                return;
            }
        }

        try
        {
            canceled.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Disposed of on another thread in between: then it was canceled before.
        }
    }

    public void Dispose()
    {
        lock (ending)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
        }

        linked.Dispose();
        canceled.Dispose();
        timer.Dispose();
    }
}
