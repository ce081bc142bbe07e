using System.Runtime.InteropServices;

namespace PrivacyPlatform.Benchmarks;

/// <summary>Where the rows were measured.</summary>
internal sealed record Machine(string Processor, int Cores, long MemoryMiB, string System, string Runtime, double LoadBefore, IReadOnlyDictionary<string, string> Versions)
{
    /// <param name="versions">Of the servers, with the settings that matter.</param>
    public static Machine Here(IReadOnlyDictionary<string, string> versions) => new(
        Field("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0]) : 0,
        versions);

    private static string Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : "unknown";
}
