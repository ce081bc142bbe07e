namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>
/// Keeps pages that are written for one request, such as filtered ones and differences, from taking the whole machine: nobody has to sign in for
/// them, so nobody can be told to ask less.
/// </summary>
internal sealed class Rendering : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim places = new(2 * Environment.ProcessorCount);

    /// <returns>False: too many are written at the moment.</returns>
    public async Task<bool> Try(Func<Task> write, CancellationToken ct)
    {
        if (!await places.WaitAsync(Patience, ct))
        {
            return false;
        }

        try
        {
            await write();
            return true;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
