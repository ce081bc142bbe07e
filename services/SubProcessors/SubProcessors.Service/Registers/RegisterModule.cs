using Google.Protobuf.WellKnownTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.SubProcessors.Registers;
using static PrivacyPlatform.SubProcessors.Registers.RegisterEvent;

namespace PrivacyPlatform.SubProcessors.Service.Registers;

/// <summary>What a register's stream registers beside its rules: read model, announcements.</summary>
internal static class RegisterModule
{
    public static EventTypes<RegisterEvent> Events => SubProcessorsStreams.Registers.Events;

    public static StreamType<RegisterCommand, RegisterState, RegisterEvent> Stream { get; } = SubProcessorsStreams.Registers with
    {
        ReadModel = new StatesReadModel<RegisterCommand, RegisterState, RegisterEvent>(
            "register", RegisterDecider.Decider, state => (state as RegisterState.Defined)?.Register),
    };

    public static AnnouncementMap AnnounceRegisters(this AnnouncementMap map) =>
        map.Announce("register_defined", recorded =>
        {
            var defined = (RegisterDefined)Events.Read(recorded);
            return new V1.RegisterDefined
            {
                RegisterId = defined.RegisterId,
                Title = defined.Title,
                NoticeDays = defined.NoticeDays,
                Public = defined.IsPublic,
                RecordedAt = recorded.RecordedAt.ToTimestamp(),
                Version = recorded.Version,
            };
        });
}
