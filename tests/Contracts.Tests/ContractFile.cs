using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace PrivacyPlatform.Contracts.Tests;

/// <summary>Makes a contract as it would be after a change, so that a check can be shown to see the change.</summary>
internal static class ContractFile
{
    public static FileDescriptor Rebuild(FileDescriptorProto changed)
    {
        var known = AllContracts.Files.Append(TimestampReflection.Descriptor).ToDictionary(file => file.Name);
        var order = new List<ByteString>();
        Add(changed.Dependency);
        order.Add(changed.ToByteString());
        return FileDescriptor.BuildFromByteStrings(order)[^1];

        void Add(IEnumerable<string> names)
        {
            foreach (var name in names)
            {
                var proto = known[name].ToProto();
                Add(proto.Dependency);
                if (!order.Contains(proto.ToByteString()))
                {
                    order.Add(proto.ToByteString());
                }
            }
        }
    }
}
