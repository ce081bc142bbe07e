
namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary><c>GET /{tenant}/registers/{register}/checkpoint</c>: the tenant's log as it was last signed, to be kept.</summary>
internal static class GetCheckpoint
{
    public static async Task Answer(HttpContext context, string tenant, string register, PublicRegisters registers)
    {
        // Only of tenants that show something: whether there is a tenant of that name is nobody's business.
        if (await registers.Find(new(context, tenant, register)) is null || await registers.Checkpoints.Latest(tenant, context.RequestAborted) is not { } checkpoint)
        {
            await PublicProblem.NotFound.Send(context, asPage: false);
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "public, no-cache";
        context.Response.Headers.ETag = $"\"{checkpoint.Size}\"";
        await registers.Body().Add(checkpoint.Note).WritePlain(context.Response.BodyWriter, context.RequestAborted);
    }
}
