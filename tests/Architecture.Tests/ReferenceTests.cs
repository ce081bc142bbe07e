namespace PrivacyPlatform.Architecture.Tests;

public sealed class ReferenceTests
{
    private const string Kernel = "services/Shared/Kernel/Kernel.csproj";

    [Fact]
    public void A_domain_refers_to_the_kernel_and_to_nothing_else() => Project.All.Where(IsDomain).Where(IsImpure).ShouldBeEmpty();

    [Fact]
    public void There_is_a_domain_to_look_at() => Project.All.ShouldContain(project => IsDomain(project));

    [Fact]
    public void A_domain_with_a_package_would_be_seen() =>
        IsImpure(new Project("services/Consent/Consent.Domain/Consent.Domain.csproj", [Kernel], ["Npgsql"])).ShouldBeTrue();

    [Fact]
    public void The_kernel_refers_to_nothing()
    {
        var kernel = Project.All.Single(project => project.Path == Kernel);
        kernel.Projects.ShouldBeEmpty();
        kernel.Packages.ShouldBeEmpty();
    }

    [Fact]
    public void No_service_refers_to_another() => Project.All.SelectMany(Crossings).ShouldBeEmpty();

    [Fact]
    public void A_service_that_refers_to_another_would_be_seen() =>
        Crossings(new Project("services/Dsar/Dsar.Service/Dsar.Service.csproj", ["services/Consent/Consent.Domain/Consent.Domain.csproj"], []))
            .ShouldHaveSingleItem();

    [Fact]
    public void What_services_share_knows_no_service() =>
        Project.All.Where(project => project.Path.StartsWith("services/Shared/", StringComparison.Ordinal) || project.Path.StartsWith("contracts/", StringComparison.Ordinal))
            .SelectMany(project => project.Projects)
            .ShouldAllBe(reference => Project.ServiceOf(reference) == null);

    [Fact]
    public void The_product_never_refers_to_a_test() =>
        Project.All.Where(project => !project.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(project => project.Projects)
            .ShouldAllBe(reference => !reference.StartsWith("tests/", StringComparison.Ordinal));

    private static bool IsDomain(Project project) => project.Name.EndsWith(".Domain", StringComparison.Ordinal);

    private static bool IsImpure(Project project) => project.Packages.Count > 0 || project.Projects.Any(reference => reference != Kernel);

    private static IEnumerable<string> Crossings(Project project) =>
        project.Projects
            .Where(reference => project.Service is { } own && Project.ServiceOf(reference) is { } other && other != own)
            .Select(reference => $"{project.Path} -> {reference}");
}
