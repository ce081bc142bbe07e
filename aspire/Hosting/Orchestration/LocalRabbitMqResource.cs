using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting.Orchestration;

/// <summary>A RabbitMQ server of the model as a private local one, with the configuration files that the model puts into its container.</summary>
internal sealed class LocalRabbitMqResource(RabbitMQServerResource server, LocalFolders folders) : ILocalResource
{
    private const string ConfigurationPath = "/etc/rabbitmq";

    private LocalRabbitMq? _rabbit;

    public string Address => $"{server.PrimaryEndpoint.Host}:{server.PrimaryEndpoint.Port}";

    public Task<int> Exited => _rabbit?.Exited ?? new TaskCompletionSource<int>().Task;

    public async Task Start(CancellationToken cancellationToken)
    {
        if (_rabbit is null)
        {
            string folder = DataFolder.Of(server, RabbitMQBuilderExtensions.DataPath, folders);
            _rabbit = LocalRabbitMq.In(folder, new LocalRabbitMqOptions
            {
                Port = server.PrimaryEndpoint.Port,
                UserName = await server.UserNameReference.GetValueAsync(cancellationToken) ?? "",
                Password = await server.PasswordParameter.GetValueAsync(cancellationToken),
                Configuration = await WriteFiles(Path.Combine(folder, "etc"), cancellationToken),
                LogFile = folders.LogOf(server.Name),
                PidFolder = folders.PidsOf(server.Name),
            });
        }

        await _rabbit.Start(cancellationToken);
    }

    // The process answers for itself: it was seen to accept the administrator, and Exited says when it is gone.
    public Task<bool> IsHealthy(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task Stop() => _rabbit?.Stop() ?? Task.CompletedTask;

    /// <summary>Writes what the model puts below /etc/rabbitmq, and gives the text of its <c>*.conf</c> files with paths turned into local ones.</summary>
    private async Task<string> WriteFiles(string target, CancellationToken cancellationToken)
    {
        var configuration = new StringBuilder();
        foreach (ContainerFileSystemCallbackAnnotation files in server.Annotations.OfType<ContainerFileSystemCallbackAnnotation>())
        {
            if (!files.DestinationPath.StartsWith(ConfigurationPath, StringComparison.Ordinal))
            {
                throw new DistributedApplicationException($"'{server.Name}' takes files in {ConfigurationPath} only, not in {files.DestinationPath}.");
            }

            var context = new ContainerFileSystemCallbackContext { Model = server };
            string destination = target + files.DestinationPath[ConfigurationPath.Length..];
            Write(await files.Callback(context, cancellationToken), destination);
        }

        return configuration.ToString();

        void Write(IEnumerable<ContainerFileSystemItem> items, string folder)
        {
            Directory.CreateDirectory(folder);
            foreach (ContainerFileSystemItem item in items)
            {
                string path = Path.Combine(folder, item.Name);
                if (item is ContainerDirectory directory)
                {
                    Write(directory.Entries, path);
                }
                else if (item is ContainerFile file && path.EndsWith(".conf", StringComparison.Ordinal))
                {
                    configuration.AppendLine(file.Contents?.Replace(ConfigurationPath, target, StringComparison.Ordinal));
                }
                else if (item is ContainerFile other)
                {
                    Secret.Write(path, other.Contents ?? "");
                }
            }
        }
    }
}
