using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Disclosures;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Disclosures;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = $"{Roles.Operator},{Roles.Emitter}")]
    public override async Task<V1.RecordDisclosureResponse> RecordDisclosure(V1.RecordDisclosureRequest request, ServerCallContext context)
    {
        var told = request.Disclosure ?? new();
        var envelope = EnvelopeOf(context, request.CommandId, told.OccurredAt);
        var command = new RecordDisclosure(
            told.DisclosureId,
            (RecipientCategory)told.Category,
            told.Recipient,
            (DisclosureGround)told.Ground,
            [.. told.DataCategories],
            FromContract.Text(told.Approver),
            FromContract.Text(told.SubjectId),
            envelope.OccurredAt,
            envelope.RecordedAt);
        return new()
        {
            Result = await Run(DisclosureModule.Stream, told.DisclosureId, DisclosureRefusals.OfId(told.DisclosureId), command, envelope, context.CancellationToken),
        };
    }
}
