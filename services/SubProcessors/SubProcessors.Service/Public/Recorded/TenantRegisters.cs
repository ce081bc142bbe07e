using System.Collections.Immutable;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>One tenant's registers as they are known here, and as they ever were. At most a second behind, and only while somebody asks.</summary>
internal sealed partial class TenantRegisters(string tenant, RegistryEvents events, TransferLaw law, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);
    private readonly RegistryFold fold = new(law);
    private ImmutableDictionary<string, RegisterHistory> histories = ImmutableDictionary.Create<string, RegisterHistory>(StringComparer.Ordinal);
    private ImmutableHashSet<string> registers = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private long position;
    private long? lookedAt;

    /// <summary>Ids of all registers, public or not, as of the last look.</summary>
    public IReadOnlyCollection<string> Registers => registers;

    /// <summary>When somebody last asked; see <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long AskedAt { get; private set; }

    /// <summary>Null: there is no such register. Where the store does not answer, what is known is answered.</summary>
    public async ValueTask<RegisterHistory?> Find(string register, CancellationToken ct)
    {
        AskedAt = clock.GetTimestamp();
        var known = histories.GetValueOrDefault(register);
        if (IsFresh && (known is not null || !registers.Contains(register)))
        {
            return known;
        }

        // Somebody looks already: what was known a second ago is new enough.
        if (!await gate.WaitAsync(known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, ct))
        {
            return known;
        }

        try
        {
            await Look(ct);
            return Built(register);
        }
        catch (Exception failure) when (known is not null && failure is NpgsqlException or TimeoutException or UnknownEventException or UnreadableEventException or FeedBrokenException)
        {
            lookedAt = clock.GetTimestamp();
            Older(failure.GetType().Name);
            return known;
        }
        finally
        {
            gate.Release();
        }
    }

    private bool IsFresh => lookedAt is { } at && clock.GetElapsedTime(at) < Fresh;

    private async Task Look(CancellationToken ct)
    {
        if (IsFresh)
        {
            return;
        }

        if (lookedAt is null)
        {
            if (!await events.Any(tenant, ct))
            {
                return;
            }

            // First the end, then everything: what comes twice is passed over, and nothing can be missed.
            position = await events.End(tenant, ct);
            await foreach (var recorded in events.All(tenant, ct))
            {
                fold.Add(recorded);
            }
        }
        else
        {
            await foreach (var page in events.After(tenant, position, ct))
            {
                foreach (var positioned in page.Events)
                {
                    fold.Add(positioned.Event);
                }

                position = page.Position;
            }
        }

        lookedAt = clock.GetTimestamp();
        TakeIn(fold.TakeTouched());
    }

    private void TakeIn(TouchedKeys touched)
    {
        registers = registers.Union(fold.Past.Registers.Keys);
        var shown = touched.Engagements.Concat(touched.Vendors.Count == 0 ? [] : fold.Past.ShownWith(touched.Vendors)).ToHashSet(StringComparer.Ordinal);
        foreach (var (register, known) in histories)
        {
            var isTouched = touched.Registers.Contains(register);
            var history = isTouched ? known.WithFacts(Facts(register)) : known;
            string[] changed = [.. touched.Law || isTouched ? In(register) : shown.Where(engagement => IsIn(register, engagement))];
            histories = histories.SetItem(register, changed.Length == 0 ? history : history.WithLines(Lines(changed)));
        }
    }

    /// <summary>A register that nobody asks for is not made.</summary>
    private RegisterHistory? Built(string register)
    {
        if (!histories.TryGetValue(register, out var history) && fold.Past.Registers.ContainsKey(register))
        {
            history = new(tenant, register, Facts(register), Lines(In(register)));
            histories = histories.SetItem(register, history);
        }

        return history;
    }

    private IEnumerable<RegisterFacts> Facts(string register) =>
        fold.Past.Registers[register].Select(told => new RegisterFacts(told.From, Shown.Line(told.Value.Title)!, told.Value.NoticeDays, told.Value.IsPublic));

    private IEnumerable<string> In(string register) =>
        fold.Past.Engagements.Keys.Where(engagement => IsIn(register, engagement));

    private bool IsIn(string register, string engagement) => fold.Past.Engagements[engagement][0].Value.RegisterId == register;

    private IEnumerable<Line> Lines(IEnumerable<string> engagements) =>
        engagements.AsParallel().AsOrdered().Select(engagement => LineTimeline.Of(engagement, fold.Past)).OfType<Line>();

    [LoggerMessage(LogLevel.Warning, "Public registers are shown as they were known before, because of {Failure}")]
    private partial void Older(string failure);
}
