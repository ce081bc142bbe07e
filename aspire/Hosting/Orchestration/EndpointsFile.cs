using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// The running system's addresses for command line tools: <c>{"consent": {"http": "http://127.0.0.1:1234"}, …}</c>, and
/// <c>connectionString</c> where there is one (RabbitMQ's also as <c>amqp</c>). Mode 0600, because those hold passwords.
/// </summary>
internal static class EndpointsFile
{
    // Connection strings read better without \u0026; nobody puts this file into a page.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static async Task Write(IReadOnlyList<IResource> resources, string file, CancellationToken cancellationToken)
    {
        var all = new JsonObject();
        foreach (IResource resource in resources)
        {
            var one = new JsonObject();
            foreach (EndpointReference endpoint in (resource as IResourceWithEndpoints)?.GetEndpoints() ?? [])
            {
                one[endpoint.EndpointName] = endpoint.Url;
            }

            if (resource is IResourceWithConnectionString connectable)
            {
                string? connectionString = await connectable.GetConnectionStringAsync(cancellationToken);
                one["connectionString"] = connectionString;
                if (resource is RabbitMQServerResource)
                {
                    one["amqp"] = connectionString;
                }
            }

            if (one.Count > 0)
            {
                all[resource.Name] = one;
            }
        }

        Secret.Write(file, all.ToJsonString(Readable) + "\n");
    }
}
