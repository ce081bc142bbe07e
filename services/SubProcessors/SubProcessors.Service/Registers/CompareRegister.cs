using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Engagements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.CompareRegisterResponse> CompareRegister(V1.CompareRegisterRequest request, ServerCallContext context)
    {
        if (RegisterRefusals.OfId(request.RegisterId) is { } malformed)
        {
            throw malformed.ToRpcException();
        }

        var now = clock.GetUtcNow();
        var tenant = context.Caller().Tenant;
        var from = CallTime.InstantOrNull(request.From, "from") ?? DateTimeOffset.MinValue;
        var to = CallTime.InstantOrNull(request.To, "to") ?? now;
        var before = await RowsAt(tenant, request.RegisterId, from, context.CancellationToken);
        var after = await RowsAt(tenant, request.RegisterId, to, context.CancellationToken);
        var response = new V1.CompareRegisterResponse();
        foreach (var id in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, @is) = (before.GetValueOrDefault(id), after.GetValueOrDefault(id));
            var fields = was is null || @is is null ? [] : Differing(was, @is, "").ToList();
            if (was is null || @is is null || fields.Count > 0)
            {
                response.Changes.Add(new V1.EngagementChange { EngagementId = id, Before = was, After = @is, Fields = { fields } });
            }
        }

        return response;
    }

    private async Task<Dictionary<string, V1.Engagement>> RowsAt(string tenant, string registerId, DateTimeOffset at, CancellationToken ct)
    {
        var rows = await pages.Read(tenant, new(at, registerId, NotOverAt: at), PagePlace.Start, int.MaxValue, ct);
        return (await Shown(tenant, rows, customer: null, at, at, ct)).ToDictionary(row => row.EngagementId, StringComparer.Ordinal);
    }

    // The names that the contract has for them; when it was recorded is no difference by itself.
    private static IEnumerable<string> Differing(IMessage before, IMessage after, string path) =>
        from field in before.Descriptor.Fields.InDeclarationOrder()
        where field.Name != "changed_at"
        let was = field.Accessor.GetValue(before)
        let @is = field.Accessor.GetValue(after)
        where !Equals(was, @is)
        from name in field is { FieldType: FieldType.Message, Name: "terms" } ? Differing((IMessage)was, (IMessage)@is, "terms.") : [path + field.Name]
        select name;
}
