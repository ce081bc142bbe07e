using System.Collections.Concurrent;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Importing;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Service.Registers;
using PrivacyPlatform.SubProcessors.Service.Vendors;

namespace PrivacyPlatform.SubProcessors.Service.Importing;

/// <param name="AllOrNothing">One bad row, and nothing is imported.</param>
/// <param name="AsExisting">New rows stood in the register before; false: they are proposed.</param>
/// <param name="IsDryRun">Nothing is recorded.</param>
internal sealed record ImportOptions(bool AllOrNothing, bool AsExisting, bool IsDryRun);

/// <param name="Rows">That were imported, or would be.</param>
/// <param name="Changes">Commands that changed something, or would.</param>
/// <param name="Errors">By row.</param>
internal sealed record ImportOutcome(int Rows, int Changes, IReadOnlyList<ImportError> Errors);

/// <summary>Plans an import against what is recorded, and sends the commands that it comes to; see docs/adr/0020.</summary>
internal sealed class RegisterImporter(CommandExecutor executor, RegistryReader registries)
{
    /// <summary>Commands under way at once: they share commits.</summary>
    private const int AtOnce = 64;

    /// <param name="unreadable">Errors of rows that could not even be read.</param>
    public async Task<ImportOutcome> Import(
        IReadOnlyList<ImportRow> rows, IReadOnlyList<ImportError> unreadable, ImportOptions options, CommandEnvelope envelope, CancellationToken ct)
    {
        var registry = (await registries.At(envelope.Tenant, recordedAt: null, ct)).Registry;
        var plan = new Import(envelope.RecordedAt, options.AsExisting).Plan(rows, registry);
        var errors = unreadable.Concat(plan.Errors).OrderBy(error => error.Row).ToList();
        return options.AllOrNothing && errors.Count > 0 ? new(0, 0, errors)
            : options.IsDryRun ? new(plan.Rows, plan.Commands.Count, errors)
            : await Send(plan, errors, envelope, ct);
    }

    // Registers before vendors before what rests on both; within a kind, several rows may ask something of the same stream, in their order.
    private async Task<ImportOutcome> Send(ImportPlan plan, List<ImportError> errors, CommandEnvelope envelope, CancellationToken ct)
    {
        var refused = new ConcurrentBag<ImportError>();
        var changes = 0;
        foreach (var kind in plan.Commands.GroupBy(command => command switch { ImportCommand.OfRegister => 0, ImportCommand.OfVendor => 1, _ => 2 }).OrderBy(kind => kind.Key))
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
            await Parallel.ForEachAsync(kind.GroupBy(command => command.Key, StringComparer.Ordinal), options, async (stream, token) =>
            {
                foreach (var command in stream)
                {
                    switch (await Execute(command, envelope, token))
                    {
                        case Outcome.Recorded { Repeated: false }:
                            Interlocked.Increment(ref changes);
                            break;
                        case Outcome.Refused { Refusal: var refusal }:
                            refused.Add(ImportError.Of(command.Row, refusal)); // somebody else was faster
                            break;
                        default:
                            break;
                    }
                }
            });
        }

        var bad = refused.Select(error => error.Row).Distinct().Count();
        return new(plan.Rows - bad, changes, [.. errors.Concat(refused).OrderBy(error => error.Row)]);
    }

    private Task<Outcome> Execute(ImportCommand command, CommandEnvelope envelope, CancellationToken ct)
    {
        switch (command)
        {
            case ImportCommand.OfRegister register:
                return executor.Execute(RegisterModule.Stream, register.Key, register.Command, Under(envelope, "register", register.Key, ""), ct);
            case ImportCommand.OfVendor vendor:
                return executor.Execute(VendorModule.Stream, vendor.Key, vendor.Command, Under(envelope, "vendor", vendor.Key, vendor.Command.GetType().Name), ct);
            case ImportCommand.OfEngagement engagement:
                return executor.Execute(EngagementModule.Stream, engagement.Key, engagement.Command, Under(envelope, "engagement", engagement.Key, ""), ct);
            default:
                throw new InvalidOperationException($"{command.GetType().Name} is not sent");
        }
    }

    // The same import gives the same ids, whichever of its commands are still to be sent.
    private static CommandEnvelope Under(CommandEnvelope envelope, string kind, string key, string command) =>
        envelope with { CommandId = CommandIds.Of(envelope.Tenant, envelope.CommandId.ToString(), kind, key, command) };
}
