using PrivacyPlatform.SubProcessors.Transfers;
using static PrivacyPlatform.SubProcessors.Registers.RegisterEvent;

namespace PrivacyPlatform.SubProcessors.Registers;

public abstract record RegisterState
{
    private RegisterState() { }

    public sealed record Undefined : RegisterState;

    public sealed record Defined(Register Register) : RegisterState;

    public static RegisterState Initial { get; } = new Undefined();

    public static RegisterState Evolve(RegisterState state, RegisterEvent @event) => @event switch
    {
        RegisterDefined e => new Defined(new Register(e.RegisterId, e.Title, e.NoticeDays, e.ExporterRoles, e.Regimes, e.IsPublic)),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is not evolved"),
    };
}

/// <summary>A register, as it is defined now; see <see cref="RegisterDefined"/>.</summary>
public sealed record Register(
    string RegisterId,
    string Title,
    int NoticeDays,
    IReadOnlyList<ProcessingRole> ExporterRoles,
    IReadOnlyList<Regime> Regimes,
    bool IsPublic);
