using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Service.Importing;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>What may be asked of the registry. Each method stands in the file of its feature: check the call, decide, answer.</summary>
internal sealed partial class SubProcessorsGrpc(
    CommandExecutor executor,
    ReadModelReader models,
    RegistryReader registries,
    EngagementPages pages,
    NoticePages notices,
    RegisterImporter importer,
    TransferLaw law,
    TimeProvider clock) : V1.SubProcessorsService.SubProcessorsServiceBase
{
    /// <summary>Of a file with registers, in bytes.</summary>
    public const int LargestCall = 8 * 1024 * 1024;

    private const string Readers = $"{Roles.Reader},{Roles.Operator},{Roles.Reviewer}";

    private CommandEnvelope EnvelopeOf(Grpc.Core.ServerCallContext context, string commandId, Google.Protobuf.WellKnownTypes.Timestamp? occurredAt = null) =>
        context.Envelope(commandId, occurredAt, clock.GetUtcNow());

    /// <summary>Decides a command, and answers what it led to.</summary>
    /// <param name="malformed">What is wrong with the stream's key; null: nothing.</param>
    /// <exception cref="Grpc.Core.RpcException">It was refused.</exception>
    private async Task<V1.CommandResult> Run<TCommand, TState, TEvent>(
        StreamType<TCommand, TState, TEvent> stream, string key, Refusal? malformed, TCommand command, CommandEnvelope envelope, CancellationToken ct) =>
        malformed is null ? ResultOf(await executor.Execute(stream, key, command, envelope, ct)) : throw malformed.ToRpcException();

    private static V1.CommandResult ResultOf(Outcome outcome) => outcome switch
    {
        Outcome.Recorded recorded => new() { Recorded = !recorded.Repeated, Version = recorded.Version },
        Outcome.AlreadySo already => new() { Recorded = false, Version = already.Version },
        Outcome.Refused refused => throw refused.Refusal.ToRpcException(),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is not answered"),
    };
}
