using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Importing;

/// <summary>The commands of one row, decided one after the other on what the ones before came to. Nothing is stored.</summary>
internal sealed class Steps(Registry registry)
{
    public Registry Registry { get; private set; } = registry;

    public List<ImportCommand> Commands { get; } = [];

    /// <summary>Why the command is refused; null: it is not, and <see cref="Registry"/> is what it leads to.</summary>
    public Refusal? Ask(int row, DefineRegister command)
    {
        var state = Registry.Registers.GetValueOrDefault(command.RegisterId) is { } known ? new RegisterState.Defined(known) : RegisterState.Initial;
        return Take(RegisterDecider.Decider, command, state, new ImportCommand.OfRegister(row, command.RegisterId, command), after =>
            Registry with { Registers = Registry.Registers.SetItem(command.RegisterId, ((RegisterState.Defined)after).Register) });
    }

    public Refusal? Ask(int row, VendorCommand command)
    {
        var vendorId = command switch
        {
            DescribeVendor describe => describe.VendorId,
            ObserveVendor observe => observe.VendorId,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not imported"),
        };
        var state = Registry.Vendors.GetValueOrDefault(vendorId) is { } known ? new VendorState.Known(known) : VendorState.Initial;
        return Take(VendorDecider.Decider, command, state, new ImportCommand.OfVendor(row, vendorId, command), after =>
            Registry with { Vendors = Registry.Vendors.SetItem(vendorId, ((VendorState.Known)after).Vendor) });
    }

    public Refusal? Ask(int row, EngagementCommand command)
    {
        var state = Registry.Engagements.GetValueOrDefault(command.EngagementId) is { } known ? new EngagementState.Known(known) : EngagementState.Initial;
        return Take(EngagementDecider.Decider, command, state, new ImportCommand.OfEngagement(row, command.EngagementId, command), after =>
            Registry with { Engagements = Registry.Engagements.SetItem(command.EngagementId, ((EngagementState.Known)after).Engagement) });
    }

    private Refusal? Take<TCommand, TState, TEvent>(
        Decider<TCommand, TState, TEvent> decider, TCommand command, TState state, ImportCommand planned, Func<TState, Registry> after)
    {
        switch (decider.Decide(command, state))
        {
            case Decision<TEvent>.Refused refused:
                return refused.Refusal;
            case Decision<TEvent>.Accepted { Events: { Count: > 0 } events }:
                Commands.Add(planned);
                Registry = after(events.Aggregate(state, decider.Evolve));
                return null;
            default:
                return null;
        }
    }
}
