using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header or trailer: a text, or bytes when the key ends in <c>-bin</c>.</summary>
    public sealed class Entry
    {
        private readonly string? text;
        private readonly byte[]? bytes;

        /// <summary>A text.</summary>
        /// <exception cref="ArgumentException">The key is not of <c>a-z 0-9 . _ -</c>, or ends in <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            Key = Normalized(key);
            if (IsBinary)
            {
                throw new ArgumentException($"The key of a text must not end in \"{BinaryHeaderSuffix}\".", nameof(key));
            }

            text = value ?? throw new ArgumentNullException(nameof(value));
        }

        /// <summary>Bytes; they are copied.</summary>
        /// <exception cref="ArgumentException">The key is not of <c>a-z 0-9 . _ -</c>, or does not end in <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalized(key);
            if (!IsBinary)
            {
                throw new ArgumentException($"The key of bytes must end in \"{BinaryHeaderSuffix}\".", nameof(key));
            }

            bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>Lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the entry carries bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The entry carries bytes.</exception>
        public string Value => text ?? throw new InvalidOperationException("The entry carries bytes.");

        /// <summary>A copy of the bytes; of a text, its ASCII bytes.</summary>
        public byte[] ValueBytes => text is null ? (byte[])bytes!.Clone() : Encoding.ASCII.GetBytes(text);

        /// <inheritdoc />
        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(bytes!)}]"
            : $"[Entry: key={Key}, value={text}]";

        internal bool IsNamed(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normalized(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            return key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
                ? key.ToLowerInvariant()
                : throw new ArgumentException("A metadata key has only letters, digits, '.', '_' and '-'.", nameof(key));
        }
    }
}
