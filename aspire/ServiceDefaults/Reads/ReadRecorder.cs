using System.Diagnostics;
using Google.Protobuf;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Stores who read what, like any other event: in the tenant's log, sealed, with the commands that come at the same time in one commit.</summary>
/// <param name="method">Full name of service and method.</param>
internal sealed class ReadRecorder(CommandExecutor executor, TimeProvider clock, Caller reader, string method, IMessage request)
{
    // When something is given, not before: until then nobody has looked at what the request says.
    private IReadOnlyList<AskedFor> What => field ??= Asked.For(request);

    public Task Answered(IMessage answer, CancellationToken ct) => Record(new ReadEvent.AnswerRead(method, What, Items(answer)), ct);

    /// <returns>What <see cref="Ended"/> wants to know.</returns>
    public Task<Guid> Began(CancellationToken ct) => Record(new ReadEvent.ReadingBegan(method, What), ct);

    public Task Ended(Guid began, long items, bool complete, CancellationToken ct) =>
        Record(new ReadEvent.ReadingEnded(began, method, What, items, complete), ct);

    /// <summary>A stream that had nothing to give: that, too, is an answer.</summary>
    public Task Nothing(CancellationToken ct) => Record(new ReadEvent.AnswerRead(method, What, Items: 0), ct);

    private async Task<Guid> Record(ReadEvent read, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var outcome = await executor.Execute(
            ReadEvent.Stream,
            FormattableString.Invariant($"{now:yyyy-MM-dd}-{reader.Actor}"),
            read,
            new()
            {
                CommandId = Guid.CreateVersion7(now),
                Tenant = reader.Tenant,
                Actor = reader.Actor,
                OccurredAt = now,
                RecordedAt = now,
                CorrelationId = Activity.Current?.TraceId.ToHexString(),
            },
            ct).ConfigureAwait(false);
        return ((Outcome.Recorded)outcome).EventIds[0];
    }

    private static long Items(IMessage answer) => answer.Descriptor.Fields.InDeclarationOrder()
        .Where(field => field.IsRepeated && !field.IsMap)
        .Sum(field => (long)((System.Collections.IList)field.Accessor.GetValue(answer)).Count);
}
