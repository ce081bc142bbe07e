using Google.Protobuf.Reflection;
using static Google.Protobuf.Reflection.FieldDescriptorProto.Types;
using FieldKind = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>v1 never breaks. The rest of these tests show that the first one can fail.</summary>
public sealed class CompatibilityTests
{
    private static string[] Baseline =>
        [.. Directory.EnumerateFiles(Repository.PathTo("contracts", "baseline"), "*.txt").SelectMany(File.ReadAllLines).Where(line => line.Length > 0)];

    private static readonly FileDescriptor Events = AllContracts.Message("privacyplatform.consent.v1.ConsentGranted").File;

    private static readonly FileDescriptor Service = AllContracts.Message("privacyplatform.consent.v1.GrantRequest").File;

    [Fact]
    public void No_promise_is_broken() => Promise.Broken(Baseline, Promise.Of(AllContracts.Files)).ShouldBeEmpty();

    [Fact]
    public void What_is_new_is_promised_too_from_now_on() =>
        string.Join('\n', Promise.Of(AllContracts.Files).Except(Baseline)).ShouldBeEmpty("add these lines to contracts/baseline");

    [Fact]
    public void An_unchanged_contract_breaks_nothing() => Breaks(Events, _ => { }).ShouldBeEmpty();

    [Fact]
    public void A_new_field_breaks_nothing() =>
        Breaks(Events, file => file.MessageType[0].Field.Add(new FieldDescriptorProto { Name = "more", JsonName = "more", Number = 99, Type = FieldKind.Bool, Label = Label.Optional }))
            .ShouldBeEmpty();

    [Fact]
    public void A_new_message_breaks_nothing() => Breaks(Events, file => file.MessageType.Add(new DescriptorProto { Name = "More" })).ShouldBeEmpty();

    [Fact]
    public void A_removed_field_is_seen() => Breaks(Events, file => Field(file, "purpose_id", remove: true)).Length.ShouldBe(1);

    [Fact]
    public void A_renumbered_field_is_seen() => Breaks(Events, file => Field(file, "purpose_id").Number = 77).Length.ShouldBe(1);

    [Fact]
    public void A_renamed_field_is_seen() => Breaks(Events, file => Field(file, "purpose_id").Name = "purpose").Length.ShouldBe(1);

    [Fact]
    public void A_field_of_another_type_is_seen() => Breaks(Events, file => Field(file, "version").Type = FieldKind.Int32).Length.ShouldBe(1);

    [Fact]
    public void A_field_that_became_repeated_is_seen() => Breaks(Events, file => Field(file, "purpose_id").Label = Label.Repeated).Length.ShouldBe(1);

    [Fact]
    public void Another_name_in_json_is_seen() => Breaks(Events, file => Field(file, "purpose_id").JsonName = "purpose").Length.ShouldBe(1);

    [Fact]
    public void A_removed_message_is_seen() => Breaks(Events, file => file.MessageType.RemoveAt(1)).ShouldContain("message privacyplatform.consent.v1.ConsentGranted");

    [Fact]
    public void A_removed_enum_value_is_seen() => Breaks(Service, file => file.EnumType[0].Value.RemoveAt(2)).Length.ShouldBe(1);

    [Fact]
    public void A_renumbered_enum_value_is_seen() => Breaks(Service, file => file.EnumType[0].Value[2].Number = 9).Length.ShouldBe(1);

    [Fact]
    public void A_removed_method_is_seen() => Breaks(Service, file => file.Service[0].Method.RemoveAt(0)).Length.ShouldBe(1);

    [Fact]
    public void A_method_that_became_streaming_is_seen() => Breaks(Service, file => file.Service[0].Method[0].ServerStreaming = true).Length.ShouldBe(1);

    [Fact]
    public void A_method_with_another_response_is_seen() =>
        Breaks(Service, file => file.Service[0].Method[0].OutputType = ".privacyplatform.consent.v1.GrantResponse").Length.ShouldBe(1);

    private static string[] Breaks(FileDescriptor file, Action<FileDescriptorProto> change)
    {
        var changed = file.ToProto();
        change(changed);
        return Promise.Broken(Promise.Of([file]), Promise.Of([ContractFile.Rebuild(changed)]));
    }

    private static FieldDescriptorProto Field(FileDescriptorProto file, string name, bool remove = false)
    {
        var fields = file.MessageType.Single(message => message.Name == "ConsentGranted").Field;
        var field = fields.Single(field => field.Name == name);
        if (remove)
        {
            fields.Remove(field);
        }

        return field;
    }
}
