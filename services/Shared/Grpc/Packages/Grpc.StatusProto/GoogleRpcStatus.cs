using Google.Protobuf;

namespace Google.Rpc;

public partial class Status
{
    /// <summary>The first detail of this type; null when there is none.</summary>
    public T? GetDetail<T>()
        where T : class, IMessage<T>, new() =>
        Details.FirstOrDefault(detail => detail.Is(new T().Descriptor))?.Unpack<T>();
}
