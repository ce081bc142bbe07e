using System.Collections.Concurrent;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Closed until the recorded erasures were compared with the vault, and again when the vault is seen to have lost some: an older backup of it
/// was restored under the running service.
/// </summary>
internal sealed class VaultGate
{
    private readonly ConcurrentDictionary<string, long> seen = [];
    private readonly Lock turning = new();
    private volatile TaskCompletionSource closed = Completed();
    private volatile bool open;

    public bool IsOpen => open;

    /// <summary>Completes when the gate is closed.</summary>
    public Task Closed => closed.Task;

    /// <exception cref="VaultException"><c>vault.not_ready</c>.</exception>
    public void ThrowIfClosed()
    {
        if (!open)
        {
            throw VaultException.NotReady();
        }
    }

    /// <summary>The most erasures of the tenant that this instance has seen; asked before a query, so that queries that overtake each other do not alarm.</summary>
    public long Seen(string tenant) => seen.GetValueOrDefault(tenant);

    /// <summary>Compares the tenant's count of erasures, which only grows, with what was seen before the query began.</summary>
    /// <exception cref="VaultException"><c>vault.not_ready</c>: it shrank.</exception>
    public void Observe(string tenant, long before, long erasures)
    {
        seen.AddOrUpdate(tenant, erasures, (_, most) => Math.Max(most, erasures));
        if (erasures < before)
        {
            Close();
            throw VaultException.NotReady();
        }
    }

    public void Open()
    {
        lock (turning)
        {
            seen.Clear();
            closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            open = true;
        }
    }

    public void Close()
    {
        lock (turning)
        {
            open = false;
            closed.TrySetResult();
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
