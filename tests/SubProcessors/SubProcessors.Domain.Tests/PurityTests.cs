using PrivacyPlatform.SubProcessors.Engagements;

namespace PrivacyPlatform.SubProcessors.Tests;

public sealed class PurityTests
{
    [Fact]
    public void The_domain_refers_to_nothing_but_the_runtime_and_the_kernel() =>
        typeof(EngagementDecider).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "PrivacyPlatform.Kernel");
}
