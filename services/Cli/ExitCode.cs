namespace PrivacyPlatform.Cli;

/// <summary>What a script learns without reading a word. Documented in the help and in the README.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>The answer is "no": deny, nothing known, not there, not ready; or something was found.</summary>
    public const int No = 3;

    /// <summary>The service refused the question; its code says why.</summary>
    public const int Refused = 4;

    public const int Unreachable = 5;

    public const string Help = """
        Exit codes:
          0  done; "permit"
          1  unexpected failure
          2  the command line is wrong
          3  no: deny, nothing known, not found, not ready
          4  refused: the code on stderr says why
          5  the service or the broker cannot be reached
        """;
}
