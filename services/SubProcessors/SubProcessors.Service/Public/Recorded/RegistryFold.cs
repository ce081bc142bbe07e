using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service.Public.Recorded;

/// <summary>Folds a tenant's events into everything that its registers ever said. An event that it has already is passed over.</summary>
internal sealed class RegistryFold(TransferLaw law)
{
    private readonly Dictionary<string, (long Version, object State)> states = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, string Id, MechanismState.Recorded State)> mechanisms = [];
    private TouchedKeys touched = new();

    public RegistryPast Past { get; } = new(law);

    /// <summary>What the events since the last call can have changed.</summary>
    public TouchedKeys TakeTouched()
    {
        var taken = touched;
        touched = new();
        if (taken.Law)
        {
            Past.Tell(Laws());
        }

        return taken;
    }

    /// <exception cref="UnknownEventException">An event that this version of the service does not know.</exception>
    public void Add(RecordedEvent recorded)
    {
        if (KeyOf(SubProcessorsStreams.Engagements.Name, recorded) is { } engagement)
        {
            if (Next(SubProcessorsStreams.Engagements, recorded) is EngagementState.Known known)
            {
                Past.Tell(engagement, recorded.RecordedAt, known.Engagement);
                touched.Engagements.Add(engagement);
            }
        }
        else if (KeyOf(SubProcessorsStreams.Vendors.Name, recorded) is { } vendor)
        {
            if (Next(SubProcessorsStreams.Vendors, recorded) is VendorState.Known known)
            {
                Past.Tell(vendor, recorded.RecordedAt, known.Vendor);
                touched.Vendors.Add(vendor);
            }
        }
        else if (KeyOf(SubProcessorsStreams.Registers.Name, recorded) is { } register)
        {
            if (Next(SubProcessorsStreams.Registers, recorded) is RegisterState.Defined defined)
            {
                Past.Tell(register, recorded.RecordedAt, defined.Register);
                touched.Registers.Add(register);
            }
        }
        else if (KeyOf(SubProcessorsStreams.Mechanisms.Name, recorded) is { } mechanism
            && Next(SubProcessorsStreams.Mechanisms, recorded) is MechanismState.Recorded told)
        {
            mechanisms.Add((recorded.RecordedAt, mechanism, told));
            touched.Law = true;
        }
    }

    // Streams are read one after another, and what each of them told counts together with what the others had told by then.
    private IEnumerable<Told<TransferLaw>> Laws()
    {
        var known = new Dictionary<string, MechanismState.Recorded>(StringComparer.Ordinal);
        foreach (var (at, id, state) in mechanisms.OrderBy(told => told.At))
        {
            known[id] = state;
            yield return new(at, law.With(
                known.Values.Select(one => one.Defined).OfType<TransferMechanism>(),
                known.Where(one => one.Value.InvalidFrom is not null).Select(one => KeyValuePair.Create(one.Key, one.Value.InvalidFrom!.Value))));
        }
    }

    private static string? KeyOf(string kind, RecordedEvent recorded) =>
        recorded.Stream.Length > kind.Length && recorded.Stream[kind.Length] == '-' && recorded.Stream.StartsWith(kind, StringComparison.Ordinal)
            ? recorded.Stream[(kind.Length + 1)..]
            : null;

    /// <returns>Null: it is folded in already.</returns>
    private TState? Next<TCommand, TState, TEvent>(StreamType<TCommand, TState, TEvent> stream, RecordedEvent recorded)
        where TState : class
    {
        var (version, state) = states.TryGetValue(recorded.Stream, out var known) ? (known.Version, (TState)known.State) : (0, stream.Decider.Initial);
        if (recorded.Version <= version)
        {
            return null;
        }

        var next = stream.Decider.Evolve(state, stream.Events.Read(recorded));
        states[recorded.Stream] = (recorded.Version, next!);
        return next;
    }
}

/// <summary>Whose lines may say something else now.</summary>
internal sealed class TouchedKeys
{
    public HashSet<string> Registers { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Vendors { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Engagements { get; } = new(StringComparer.Ordinal);

    /// <summary>What holds for every line.</summary>
    public bool Law { get; set; }
}
