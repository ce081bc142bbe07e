using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Finds .proto files by their names and by what they declare.</summary>
internal sealed class SymbolRegistry
{
    private readonly Dictionary<string, FileDescriptor> byName = [];
    private readonly Dictionary<string, FileDescriptor> bySymbol = [];

    public SymbolRegistry(IEnumerable<FileDescriptor> files)
    {
        foreach (var file in files)
        {
            Add(file);
        }
    }

    public FileDescriptor? FileByName(string name) => byName.GetValueOrDefault(name);

    public FileDescriptor? FileBySymbol(string symbol) => bySymbol.GetValueOrDefault(symbol);

    /// <summary>The file first, then all that it imports.</summary>
    public static IReadOnlyList<FileDescriptor> WithImports(FileDescriptor file)
    {
        var found = new List<FileDescriptor> { file };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(found[i].Dependencies.Except(found));
        }

        return found;
    }

    private void Add(FileDescriptor file)
    {
        if (!byName.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            Add(import);
        }

        foreach (var service in file.Services)
        {
            bySymbol[service.FullName] = file;
            foreach (var method in service.Methods)
            {
                bySymbol[method.FullName] = file;
            }
        }

        AddEnums(file.EnumTypes, file);
        AddMessages(file.MessageTypes, file);
    }

    private void AddMessages(IEnumerable<MessageDescriptor> messages, FileDescriptor file)
    {
        foreach (var message in messages)
        {
            bySymbol[message.FullName] = file;
            foreach (var field in message.Fields.InDeclarationOrder())
            {
                bySymbol[field.FullName] = file;
            }

            AddEnums(message.EnumTypes, file);
            AddMessages(message.NestedTypes, file);
        }
    }

    private void AddEnums(IEnumerable<EnumDescriptor> enums, FileDescriptor file)
    {
        foreach (var one in enums)
        {
            bySymbol[one.FullName] = file;
        }
    }
}
