using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>A process as a pid file names it: its id, and when it started, because ids are used again.</summary>
/// <param name="Id">Process id.</param>
/// <param name="Started">Start time in clock ticks since boot, and the boot's own id.</param>
internal readonly record struct ProcessStamp(int Id, string Started)
{
    /// <summary>The stamp of a live process, or null when there is none (a zombie is none).</summary>
    internal static ProcessStamp? Of(int processId)
    {
        try
        {
            string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
            string[] afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            return afterName[0] is "Z" or "X" ? null : new ProcessStamp(processId, $"{afterName[19]}@{boot}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    internal bool IsAlive => Of(Id) == this;
}
