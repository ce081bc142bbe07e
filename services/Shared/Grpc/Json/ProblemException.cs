namespace PrivacyPlatform.Calls.Json;

/// <summary>Ends a JSON call before its service is asked. Never leaves this folder.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
