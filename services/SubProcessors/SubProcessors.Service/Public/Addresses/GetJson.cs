using System.Buffers;
using System.Text.Json;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary><c>GET /{tenant}/registers/{register}.json[?at=DATE]</c>: the register for programs.</summary>
internal static class GetJson
{
    public const string ContentType = "application/json; charset=utf-8";

    private static readonly byte[] End = "]}\n"u8.ToArray();

    public static Task Answer(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        var request = new RegisterRequest(context, tenant, register);
        return registers.WithEdition(request, asPage: false, async (edition, moment) =>
        {
            var checkpoint = moment.IsNow ? await registers.Checkpoints.Latest(tenant, context.RequestAborted) : null;
            var answer = new Answer(ContentType, $"{edition.Tag}-{checkpoint?.Size ?? 0}-{Assets.Version}", edition.Began, registers.Keep(moment));
            await answer.Send(context, () => registers.Body(edition, RowFormat.Json, request, moment, answer.Tag, () => Around(request.Address, edition, moment, checkpoint)));
        });
    }

    private static (byte[] Before, byte[] After) Around(RegisterAddress address, Edition edition, Moment moment, PinnedCheckpoint? checkpoint)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("tenant", address.Tenant);
        json.WriteString("register", address.Register);
        json.WriteString("title", edition.Facts.Title);
        json.WriteNumber("noticeDays", edition.Facts.NoticeDays);
        json.WriteString("asOf", moment.IsNow ? null : moment.Asked);
        json.WriteString("unchangedSince", edition.Began);
        json.WriteNumber("count", edition.Count);
        if (checkpoint is null)
        {
            json.WriteNull("checkpoint");
        }
        else
        {
            json.WriteStartObject("checkpoint");
            json.WriteString("origin", checkpoint.Origin);
            json.WriteNumber("treeSize", checkpoint.Size);
            json.WriteString("rootHash", checkpoint.RootHash);
            json.WriteString("note", checkpoint.Note);
            json.WriteEndObject();
        }

        json.WriteStartArray("entries");
        json.Flush();
        return (bytes.WrittenSpan.ToArray(), End);
    }
}
