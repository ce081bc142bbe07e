using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.Consent.Service;

/// <summary>What may be asked of consent. Each method stands in the file of its feature: check the call, decide, answer.</summary>
internal sealed partial class ConsentGrpc(
    CommandExecutor executor,
    StreamReader streams,
    ReadModelReader models,
    AnswerRecorder answers,
    SubjectHistory subjects,
    PurposeHistory purposes,
    PersonalVault vault,
    Shredder shredder,
    SubjectErasure erasure,
    TimeProvider clock) : V1.ConsentService.ConsentServiceBase
{
    private static V1.CommandResult ResultOf(Outcome outcome) => outcome switch
    {
        Outcome.Recorded recorded => new() { Recorded = !recorded.Repeated, Version = recorded.Version },
        Outcome.AlreadySo already => new() { Recorded = false, Version = already.Version },
        Outcome.Refused refused => throw refused.Refusal.ToRpcException(),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is not answered"),
    };
}
