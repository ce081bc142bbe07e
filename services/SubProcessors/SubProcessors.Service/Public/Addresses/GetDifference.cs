using System.Text;
using System.Text.Json;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Pages;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary><c>GET /{tenant}/registers/{register}/diff?from=DATE[&amp;to=DATE]</c>, and <c>diff.json</c>: what changed between two dates, or since one.</summary>
internal static class GetDifference
{
    public static Task Page(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        var request = new RegisterRequest(context, tenant, register);
        return Between(request, registers, asPage: true, (difference, from, to) => Send(
            request, registers, difference, to, "text/html; charset=utf-8", () => DifferencePage.Of(request.Address, difference, from, to)));
    }

    public static Task Json(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        var request = new RegisterRequest(context, tenant, register);
        return Between(request, registers, asPage: false, (difference, from, to) => Send(
            request, registers, difference, to, GetJson.ContentType, () => Write(difference, from, to)));
    }

    private static Task Send(RegisterRequest request, PublicRegisters registers, Difference difference, Moment to, string contentType, Func<string> text) =>
        new Answer(
            contentType,
            $"{difference.From.Tag}-{difference.To.Tag}-{Assets.Version}",
            difference.To.Began,
            registers.Keep(to)).Send(request.Context, () => registers.Body().AddCompressed(text()));

    private static async Task Between(RegisterRequest request, PublicRegisters registers, bool asPage, Func<Difference, Moment, Moment, Task> answer)
    {
        var query = request.Context.Request.Query;
        if (await registers.Find(request) is not { } history)
        {
            await PublicProblem.NotFound.Send(request.Context, asPage);
        }
        else if (!Moment.TryRead(query["from"], registers.Now, out var from) || from.IsNow || !Moment.TryRead(query["to"], registers.Now, out var to))
        {
            await PublicProblem.DateMalformed.Send(request.Context, asPage);
        }
        else if (history.At(to.At) is not { } later)
        {
            await PublicProblem.NotYetPublic.Send(request.Context, asPage);
        }
        else
        {
            await registers.Render(request, asPage, () => answer(Difference.Between(history.At(from.At) ?? history.Nothing(from.At), later), from, to));
        }
    }

    private static string Write(Difference difference, Moment from, Moment to)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("from", from.Asked);
            json.WriteString("to", to.IsNow ? null : to.Asked);
            json.WriteStartArray("changes");
            foreach (var change in difference.Changes)
            {
                Write(json, change);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        json.WriteString("id", change.EntryId);
        json.WriteString("kind", change.Before is null ? "added" : change.After is null ? "removed" : "changed");
        Write(json, "before", change.Before);
        Write(json, "after", change.After);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Entry? entry)
    {
        json.WritePropertyName(name);
        if (entry is null)
        {
            json.WriteNullValue();
        }
        else
        {
            JsonRow.Write(json, entry);
        }
    }
}
