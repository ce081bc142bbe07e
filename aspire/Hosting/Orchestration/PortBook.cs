using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives each endpoint a port, the same as at the last start where that one is still free.</summary>
internal static class PortBook
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    internal static void Allocate(IReadOnlyList<IResource> resources, string file)
    {
        Dictionary<string, int> remembered = File.Exists(file)
            ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(file)) ?? []
            : [];
        var given = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (IResource resource in resources)
        {
            foreach (EndpointAnnotation endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                string name = $"{resource.Name}/{endpoint.Name}";
                int port = endpoint.Port ?? (remembered.TryGetValue(name, out int last) && FreePort.IsFree(last) ? last : FreePort.Any());
                while (given.ContainsValue(port) && endpoint.Port is null)
                {
                    port = FreePort.Any();
                }

                endpoint.AllocatedPort = given[name] = port;
            }
        }

        File.WriteAllText(file, JsonSerializer.Serialize(given, Readable));
    }
}
