using System.Runtime.InteropServices;

namespace Aspire.Hosting.Local;

/// <summary>The two system calls that .NET has no method for: a signal other than SIGKILL, and whose process this is.</summary>
internal static partial class Posix
{
    internal const int SigInt = 2;
    internal const int SigQuit = 3;
    internal const int SigKill = 9;
    internal const int SigTerm = 15;

    internal static bool IsRoot => EffectiveUser() == 0;

    /// <summary>Sends a signal; a process that is already gone is no error.</summary>
    internal static void Signal(int processId, int signal) => _ = Kill(processId, signal);

    /// <summary>Sends a signal to every process of the group that <paramref name="leaderId"/> leads.</summary>
    internal static void SignalGroup(int leaderId, int signal) => _ = Kill(-leaderId, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
