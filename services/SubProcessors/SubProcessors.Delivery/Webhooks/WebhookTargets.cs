using System.Net;
using System.Net.Sockets;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>
/// Where a webhook may lead. A customer's address must never make this service talk to what only this service can reach, so it is looked at when it is
/// told, and the addresses behind its name again with every connection: a name can lead elsewhere a moment later.
/// </summary>
/// <param name="trusted">Hosts with their ports that may be private and without TLS: for development and tests, empty otherwise.</param>
/// <param name="resolve">The addresses behind a name.</param>
internal sealed class WebhookTargets(IReadOnlyCollection<string> trusted, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private static readonly string[] PrivateEndings = [".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".onion", ".alt", ".test", ".invalid"];

    /// <summary>What is wrong with an address that a customer told; null: nothing, now.</summary>
    public async Task<Refusal?> Check(string url, CancellationToken ct)
    {
        if (Parse(url) is not { } target)
        {
            return NoticeRefusals.WebhookMalformed;
        }

        if (IsTrusted(target.IdnHost, target.Port))
        {
            return null;
        }

        if (target.Scheme != Uri.UriSchemeHttps)
        {
            return NoticeRefusals.WebhookMalformed;
        }

        if (IsPrivateName(target))
        {
            return NoticeRefusals.WebhookPrivate;
        }

        try
        {
            return (await Addresses(target.IdnHost, ct)).All(PublicAddress.Is) ? null : NoticeRefusals.WebhookPrivate;
        }
        catch (SocketException)
        {
            return NoticeRefusals.WebhookUnresolved;
        }
    }

    /// <summary>Where to connect to.</summary>
    /// <exception cref="PrivateTargetException">One of the addresses is not public: then the name is not trusted with any.</exception>
    /// <exception cref="SocketException">The name has no address.</exception>
    public async Task<IPAddress[]> Resolve(string host, int port, CancellationToken ct)
    {
        var addresses = await Addresses(host, ct);
        return IsTrusted(host, port) || addresses.All(PublicAddress.Is) ? addresses : throw new PrivateTargetException();
    }

    private static Uri? Parse(string url) =>
        url.Length is > 0 and <= 2000
        && !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\')
        && Uri.TryCreate(url, UriKind.Absolute, out var target)
        && target.Scheme is "https" or "http"
        && target is { UserInfo.Length: 0, Fragment.Length: 0, IdnHost.Length: > 0 }
            ? target
            : null;

    private static bool IsPrivateName(Uri target) =>
        target.HostNameType == UriHostNameType.Dns
        && target.IdnHost.TrimEnd('.') is var name
        && (!name.Contains('.', StringComparison.Ordinal) || PrivateEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    private bool IsTrusted(string host, int port) => trusted.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);

    private async Task<IPAddress[]> Addresses(string host, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, ct);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>A webhook's name leads into a private network. Names neither the name nor the address.</summary>
internal sealed class PrivateTargetException() : Exception("The webhook leads to an address that is not public.");
