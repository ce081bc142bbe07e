namespace PrivacyPlatform.EventStore;

/// <summary>
/// Whether anything may rest on this store: closed while it is older than what is known of it. What comes in and what goes out stands behind it;
/// the store itself does not, so that it can be brought up to date. See docs/adr/0015.
/// </summary>
/// <param name="open">A service that cannot compare its store with anything begins open.</param>
public sealed class StoreGate(bool open = true)
{
    /// <summary>What callers are told.</summary>
    public const string Code = "store.not_accepted";

    private readonly Lock turning = new();
    private TaskCompletionSource opened = Made(open);
    private CancellationTokenSource whileOpen = new();
    private volatile string reason = "the store was not compared yet with what is known of it";

    public bool IsOpen => Opened.IsCompleted;

    /// <summary>Why it is closed, for operators.</summary>
    public string Reason => reason;

    /// <summary>Completes when it is open.</summary>
    public Task Opened => Volatile.Read(ref opened).Task;

    /// <summary>Canceled when it closes.</summary>
    public CancellationToken WhileOpen
    {
        get
        {
            lock (turning)
            {
                return whileOpen.Token;
            }
        }
    }

    /// <exception cref="StoreNotAcceptedException">It is closed.</exception>
    public void ThrowIfClosed()
    {
        if (!IsOpen)
        {
            throw new StoreNotAcceptedException();
        }
    }

    public void Open()
    {
        lock (turning)
        {
            if (!opened.Task.IsCompleted)
            {
                whileOpen = new();
                opened.SetResult();
            }
        }
    }

    /// <param name="because">For operators: no personal data.</param>
    public void Close(string because)
    {
        lock (turning)
        {
            reason = because;
            if (opened.Task.IsCompleted)
            {
                Volatile.Write(ref opened, Made(open: false));
                whileOpen.Cancel();
            }
        }
    }

    private static TaskCompletionSource Made(bool open)
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (open)
        {
            made.SetResult();
        }

        return made;
    }
}

/// <summary>The store is older than what is known of it, and nobody has accepted that.</summary>
public sealed class StoreNotAcceptedException() : Exception("The store is not accepted: it is older than what is known of it, or was not compared yet."), ITransientFailure
{
    public string Code => StoreGate.Code;

    public bool IsTransient => true;
}
