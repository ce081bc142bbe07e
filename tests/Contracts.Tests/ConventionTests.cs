using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Contracts.Tests;

public sealed class ConventionTests
{
    [Fact]
    public void Every_contract_is_compiled() =>
        AllContracts.Files.Select(file => file.Name).ShouldBe(
            Directory.EnumerateFiles(Repository.PathTo("contracts"), "*.proto", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Repository.PathTo("contracts"), path).Replace('\\', '/')),
            ignoreOrder: true);

    [Fact]
    public void A_path_is_its_package_is_its_version() =>
        AllContracts.Files.ShouldAllBe(file => Path.GetDirectoryName(file.Name)!.Replace('\\', '/') == file.Package.Replace('.', '/'));

    [Fact]
    public void Every_method_has_a_request_and_a_response_of_its_own() =>
        Methods().ShouldAllBe(method => method.InputType.Name == method.Name + "Request" && method.OutputType.Name == method.Name + "Response");

    [Fact]
    public void Zero_of_every_enum_means_unspecified() =>
        Enums().ShouldAllBe(type => type.FindValueByNumber(0).Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal));

    [Fact]
    public void Everything_announced_says_when_it_happened_or_was_recorded() =>
        AllContracts.Announced.ShouldAllBe(message => message.FindFieldByName("occurred_at") != null || message.FindFieldByName("recorded_at") != null);

    private static IEnumerable<MethodDescriptor> Methods() => AllContracts.Files.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    private static IEnumerable<EnumDescriptor> Enums() =>
        AllContracts.Files.SelectMany(file => file.EnumTypes).Concat(AllContracts.Messages.SelectMany(message => message.EnumTypes));
}
