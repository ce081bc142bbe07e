using System.Text;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Json;

/// <summary>Status codes by the names that the protocol's documents give them: <c>INVALID_ARGUMENT</c>.</summary>
internal static class StatusName
{
    public static string Of(StatusCode status)
    {
        if (status == StatusCode.OK)
        {
            return "OK";
        }

        var name = new StringBuilder();
        foreach (var c in status.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(c));
        }

        return name.ToString();
    }
}
