using System.Collections.Concurrent;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>How much memory compressed pieces may take. The oldest go first: one that is wanted again is made again.</summary>
/// <param name="most">Bytes.</param>
internal sealed class DeflatedBudget(long most)
{
    private readonly ConcurrentQueue<(int Bytes, Action Forget)> pieces = new();
    private long taken;

    public void Take(int bytes, Action forget)
    {
        pieces.Enqueue((bytes, forget));
        for (var now = Interlocked.Add(ref taken, bytes); now > most && pieces.TryDequeue(out var oldest); now = Interlocked.Add(ref taken, -oldest.Bytes))
        {
            oldest.Forget();
        }
    }
}
