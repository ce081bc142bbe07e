using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>
/// No message carries a string that nobody decided about: each stands on this list with what it holds. Personal data is none of the kinds.
/// </summary>
public sealed class CodesOnlyTests
{
    private static readonly (string Kind, string[] Fields)[] Allowed =
    [
        ("opaque id", ["subject_id", "command_id", "event_id", "stream", "correlation_id", "causation_id", "after_event_id", "traceparent"]),
        ("code", ["purpose_id", "data_categories", "type", "types", "actor", "reason", "Evidence.producer", "NoticeReference.kind"]),
        ("label of a document", ["NoticeReference.version"]),
        ("hash", ["NoticeReference.content_hash", "leaf_hash", "inclusion_proof", "proof"]),
        ("signed name, size and hash of a log, and its key", ["GetCheckpointResponse.note", "GetCheckpointResponse.public_key"]),
        ("stored event or state, personal data in it sealed", ["ReadEntriesResponse.entry", "ReadStatesResponse.state"]),
        ("address of a document", ["NoticePublished.url", "PublishNoticeRequest.url"]),
        ("a message that is itself held to this list", ["AnnouncedMessage.body"]),
        ("language", ["Evidence.language", "NoticePublished.language", "PublishNoticeRequest.language"]),
        ("text about processing", ["DefinePurposeRequest.title", "Purpose.title", "PublishNoticeRequest.summary"]),
    ];

    [Fact]
    public void Every_string_of_every_message_is_on_the_list() => Unlisted(AllContracts.Messages).ShouldBeEmpty();

    [Fact]
    public void The_list_names_nothing_that_is_gone()
    {
        var strings = AllContracts.Messages.SelectMany(Strings).ToArray();
        Allowed.SelectMany(kind => kind.Fields).Where(name => !strings.Any(field => IsCalled(field, name))).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_string_would_be_seen()
    {
        var leaky = AllContracts.Message("privacyplatform.consent.v1.ConsentGranted").File.ToProto();
        leaky.MessageType[0].Field.Add(new FieldDescriptorProto
        {
            Name = "phone", JsonName = "phone", Number = 99, Type = FieldDescriptorProto.Types.Type.String, Label = FieldDescriptorProto.Types.Label.Optional,
        });

        Unlisted(ContractFile.Rebuild(leaky).MessageTypes).ShouldBe([$"privacyplatform.consent.v1.{leaky.MessageType[0].Name}.phone"]);
    }

    private static string[] Unlisted(IEnumerable<MessageDescriptor> messages) =>
    [
        .. messages.SelectMany(Strings)
            .Where(field => !Allowed.Any(kind => kind.Fields.Any(name => IsCalled(field, name))))
            .Select(field => field.FullName),
    ];

    private static IEnumerable<FieldDescriptor> Strings(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Where(field => field.FieldType is FieldType.String or FieldType.Bytes);

    // A plain name holds the same thing wherever it stands; a name with its message holds it only there.
    private static bool IsCalled(FieldDescriptor field, string name) =>
        field.Name == name || $"{field.ContainingType.Name}.{field.Name}" == name;
}
