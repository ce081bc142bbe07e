using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>The golden messages go through the serializer that the bus uses, in both directions.</summary>
public sealed class ExampleTests
{
    // The bus ignores what it does not know; an example must not contain it.
    private static readonly JsonParser Strict = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(Repository.PathTo("contracts", "examples")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Everything_announced_has_an_example() =>
        AllContracts.AnnouncedNames.ShouldAllBe(name => File.Exists(Repository.PathTo("contracts", "examples", name + ".json")));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_exactly_what_travels(string file)
    {
        var json = Repository.Read("contracts", "examples", file);
        var message = ProtobufJson.Read(Encoding.UTF8.GetBytes(json), AllContracts.Message(MessageOf(file)));

        JsonNode.DeepEquals(JsonNode.Parse(ProtobufJson.Write(message)), JsonNode.Parse(json))
            .ShouldBeTrue($"{file} travels as {Encoding.UTF8.GetString(ProtobufJson.Write(message))}");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_no_field_that_the_contract_does_not_know(string file) =>
        Strict.Parse(Repository.Read("contracts", "examples", file), AllContracts.Message(MessageOf(file))).ShouldNotBeNull();

    [Fact]
    public void Between_them_the_examples_use_every_field_that_is_announced()
    {
        var used = Examples.Select(row => (string)row.Data).SelectMany(file =>
            Used(Strict.Parse(Repository.Read("contracts", "examples", file), AllContracts.Message(MessageOf(file)))));

        AllContracts.Announced.SelectMany(message => message.Fields.InDeclarationOrder()).Select(field => field.FullName).Except(used).ShouldBeEmpty();
    }

    private static IEnumerable<string> Used(IMessage message) =>
        message.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.IsRepeated
                ? ((System.Collections.IList)field.Accessor.GetValue(message)).Count > 0
                : field.Accessor.GetValue(message) is { } value and not (0L or false or ""))
            .Select(field => field.FullName);

    private static string MessageOf(string file) => string.Join('.', file.Split('.').Take(4));
}
