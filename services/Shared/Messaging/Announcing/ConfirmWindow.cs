namespace PrivacyPlatform.Messaging;

/// <summary>
/// What the broker said about each message of one window, by publish sequence number. Returns come before the confirm of the
/// same message and change nothing here: a message without a bound queue is confirmed.
/// </summary>
internal sealed class ConfirmWindow(ulong firstSequence, int size)
{
    private readonly Lock gate = new();
    private readonly bool[] confirmed = new bool[size];
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int published;
    private int answered;
    private int contiguous;
    private bool closed;
    private Exception? failure;

    /// <summary>Completes when every published message is answered, or as soon as one is not taken.</summary>
    public Task Settled => settled.Task;

    /// <summary>Grows with every answer: who waits sees whether there is progress.</summary>
    public int Answered
    {
        get
        {
            lock (gate)
            {
                return answered;
            }
        }
    }

    /// <summary>Why the window cannot be finished on this channel.</summary>
    public Exception? Failure
    {
        get
        {
            lock (gate)
            {
                return failure;
            }
        }
    }

    public void Published()
    {
        lock (gate)
        {
            published++;
        }
    }

    /// <summary>Nothing more is published in this window.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            SettleIfDone();
        }
    }

    public void Ack(ulong sequence, bool multiple)
    {
        lock (gate)
        {
            var last = (int)(sequence - firstSequence);
            for (var position = multiple ? contiguous : last; position <= last; position++)
            {
                answered += confirmed[position] ? 0 : 1;
                confirmed[position] = true;
            }

            while (contiguous < size && confirmed[contiguous])
            {
                contiguous++;
            }

            SettleIfDone();
        }
    }

    public void Fail(Exception reason)
    {
        lock (gate)
        {
            failure ??= reason;
            settled.TrySetResult();
        }
    }

    /// <summary>Whether the broker has taken the message at this position of the window.</summary>
    public bool IsConfirmed(int position)
    {
        lock (gate)
        {
            return confirmed[position];
        }
    }

    private void SettleIfDone()
    {
        if (closed && answered >= published)
        {
            settled.TrySetResult();
        }
    }
}
