using System.Text.RegularExpressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

public sealed partial class NamingTests
{
    // Their names are those of the packages in whose place they stand.
    private static readonly string[] NamedByOthers = ["services/Shared/Grpc/", "aspire/Hosting/"];

    private static readonly string[] Words = ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Dto", "ViewModel", "Extensions", "Misc"];

    [Fact]
    public void No_type_and_no_file_bears_a_name_that_says_nothing() =>
        Sources.CSharp.Where(path => !NamedByOthers.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(path => TypesIn(Repository.Read(path)).Append(Path.GetFileNameWithoutExtension(path)).Where(IsEmptyWord).Select(name => $"{path}: {name}"))
            .ShouldBeEmpty();

    [Fact]
    public void Such_a_name_would_be_seen() => TypesIn("internal static class ConsentHelpers {").ShouldHaveSingleItem().ShouldSatisfyAllConditions(name => IsEmptyWord(name).ShouldBeTrue());

    [Fact]
    public void Every_namespace_is_file_scoped_and_follows_the_product_or_a_package() =>
        Sources.CSharp.Where(path => path.StartsWith("services/", StringComparison.Ordinal) && !NamedByOthers.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(path => Namespace().Matches(Repository.Read(path)).Select(match => (Path: path, Name: match.Groups["name"].Value)))
            .Where(found => !found.Name.StartsWith("PrivacyPlatform.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void No_test_is_skipped_and_none_sleeps() =>
        Sources.CSharp.Where(path => path.StartsWith("tests/", StringComparison.Ordinal))
            .Where(path => SkipOrSleep().IsMatch(Repository.Read(path)))
            .ShouldBeEmpty();

    // A delay without an end is not a sleep: it waits for its token.
    [Fact]
    public void A_sleeping_test_would_be_seen() => SkipOrSleep().IsMatch("await Task.Delay" + "(100);").ShouldBeTrue();

    private static IEnumerable<string> TypesIn(string source) => TypeDeclaration().Matches(source).Select(match => match.Groups["name"].Value);

    private static bool IsEmptyWord(string name) => Words.Any(word => name.EndsWith(word, StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(public|internal|private|file)[a-z ]* (class|record|record struct|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bSkip\s*=\s*""|Task\.Delay\((?!Timeout\.Infinite)|Thread\.Sleep\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkipOrSleep();
}
