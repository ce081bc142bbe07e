using System.Globalization;
using System.Text;

namespace PrivacyPlatform.MailCatcher;

/// <summary>What was posted to <c>/webhooks/…</c> since the start: head and body as a customer's server gets them. Every one is accepted.</summary>
internal sealed class Webhooks
{
    private readonly Lock gate = new();
    private readonly List<string> all = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    public async Task Take(HttpContext context)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {context.Request.Path}\n");
        foreach (var (name, value) in context.Request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        }

        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        text.Append('\n').Append(await body.ReadToEndAsync(context.RequestAborted)).Append('\n');
        lock (gate)
        {
            all.Add(text.ToString());
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
