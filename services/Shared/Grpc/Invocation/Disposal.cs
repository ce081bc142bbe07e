namespace PrivacyPlatform.Calls.Invocation;

/// <summary>Disposes of what was made for one call.</summary>
internal static class Disposal
{
    public static async ValueTask Of(object made)
    {
        if (made is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (made as IDisposable)?.Dispose();
        }
    }
}
