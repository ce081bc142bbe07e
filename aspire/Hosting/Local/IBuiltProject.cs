namespace Aspire.Hosting.Local;

/// <summary>A project that the AppHost's build has built: processes start from its output, not through <c>dotnet run</c>.</summary>
public interface IBuiltProject : IProjectMetadata
{
    /// <summary>Full path of the built assembly.</summary>
    string TargetPath { get; }
}
