using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>How a message is to be written.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "The name is the package's.")]
public enum WriteFlags
{
    /// <summary>At once, compressed where the call is.</summary>
    None = 0,

    /// <summary>May wait for further messages before it is sent.</summary>
    BufferHint = 0x1,

    /// <summary>Not compressed, even where the call is.</summary>
    NoCompress = 0x2,
}

/// <summary>How messages are to be written.</summary>
/// <param name="flags">The wishes.</param>
public class WriteOptions(WriteFlags flags = WriteFlags.None)
{
    /// <summary>At once, compressed where the call is.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The wishes.</summary>
    public WriteFlags Flags { get; } = flags;
}
