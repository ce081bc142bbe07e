using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>
/// No message carries a string that nobody decided about: each stands on this list with what it holds. Personal data is one of the kinds, and no message
/// that travels on the bus has it.
/// </summary>
public sealed class CodesOnlyTests
{
    private static readonly (string Kind, string[] Fields)[] Allowed =
    [
        ("opaque id", ["subject_id", "command_id", "event_id", "notice_id", "stream", "correlation_id", "causation_id", "after_event_id", "traceparent",
            "certificate_id", "erasure_id", "key_id", "subject_index", "tenant", "Statement.shredded_certificate_id"]),
        ("code", ["purpose_id", "data_categories", "type", "types", "actor", "AuthorizeResponse.reason", "TransferBasis.reason", "EraseRequest.reason", "ErasureCertificate.reason", "Statement.error_code", "Evidence.producer", "NoticeReference.kind",
            "register_id", "vendor_id", "engagement_id", "customer_id", "customer_ids", "mechanism_id", "mechanism_ids", "disclosure_id", "replaces", "replaced_by", "available", "possible",
            "transfer_mechanism", "also_collected", "data_category", "mentioned_in", "control", "recipient", "approver", "by", "code", "country", "places", "field", "fields", "rule", "related",
            "RegisterRow.register", "RegisterRow.roles", "RebuildProjectionRequest.name", "ResumeProjectionRequest.name", "Projection.name"]),
        ("kinds of events and streams, and names of constraints", ["Projection.stopped_reason"]),
        ("place in a list, made of the ids above", ["page_token", "next_page_token"]),
        ("label of a document", ["NoticeReference.version", "dpa_version"]),
        ("day", ["from", "until", "since", "on", "closed_to_new_from", "law_version"]),
        ("name of a company", ["VendorDescribed.name", "DescribeVendorRequest.name", "ObserveVendorRequest.name", "Vendor.name", "RegisterRow.name", "vendor_name"]),
        ("business address of a company", ["contact", "contacts"]),
        ("business address of a customer, sealed before it is kept", ["webhook_url", "mailbox"]),
        ("secret of a customer, told to the operator who asks", ["webhook_secret"]),
        ("names of places, as a register prints them", ["RegisterRow.locations"]),
        ("hash", ["NoticeReference.content_hash", "ErasureCertificate.keys_hash", "ErasureCertificate.hash", "leaf_hash", "inclusion_proof", "proof"]),
        ("signed name, size and hash of a log, and its key", ["GetCheckpointResponse.note", "GetCheckpointResponse.public_key"]),
        ("stored event or state, personal data in it sealed", ["ReadEntriesResponse.entry", "ReadStatesResponse.state"]),
        ("address of a document", ["NoticePublished.url", "PublishNoticeRequest.url", "information_url", "evidence_url", "info_url"]),
        ("a message that is itself held to this list", ["AnnouncedMessage.body"]),
        ("what a request on this list asked for, without any text", ["Asked.value", "about", "method", "began_event_id"]),
        ("language", ["Evidence.language", "NoticePublished.language", "PublishNoticeRequest.language"]),
        // The one kind that is personal data: sealed at the edge, and opened for reviewers only.
        ("statement of the person", ["GrantRequest.statement", "DenyRequest.statement", "WithdrawRequest.statement", "Statement.text"]),
        ("text about processing", ["DefinePurposeRequest.title", "Purpose.title", "PublishNoticeRequest.summary", "RegisterDefined.title", "DefineRegisterRequest.title",
            "Register.title", "Mechanism.title", "DefineMechanismRequest.title", "purpose", "why", "message", "ended_by",
            "EmergencyReplacement.reason", "EngagementSuspended.reason", "TransferMechanismInvalidated.reason", "ReplaceInEmergencyRequest.reason", "ObjectToEngagementRequest.reason",
            "SuspendEngagementRequest.reason", "InvalidateMechanismRequest.reason", "Objection.reason"]),
        ("a file of which every row is held to this list", ["csv", "json"]),
    ];

    [Fact]
    public void Every_string_of_every_message_is_on_the_list() => Unlisted(AllContracts.Messages).ShouldBeEmpty();

    [Fact]
    public void What_travels_on_the_bus_has_no_room_for_personal_data() =>
        AllContracts.Announced.SelectMany(Strings).Where(field => Allowed.Single(kind => kind.Kind == "statement of the person").Fields.Any(name => IsCalled(field, name) || field.Name == name.Split('.')[1]))
            .ShouldBeEmpty();

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
