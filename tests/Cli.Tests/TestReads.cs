using Grpc.Core;
using PrivacyPlatform.Reads.V1;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A service that was read from once, by somebody who left in the middle.</summary>
internal sealed class TestReads(Microsoft.AspNetCore.Builder.WebApplication app) : TestService<TestReads.Rpc>(app)
{
    public static async Task<TestReads> Start() => new(await Serve());

    internal sealed class Rpc : ReadsService.ReadsServiceBase
    {
        public ListReadsRequest? Asked { get; private set; }

        public override async Task ListReads(ListReadsRequest request, IServerStreamWriter<ListReadsResponse> responseStream, ServerCallContext context)
        {
            Asked = request;
            if (request.Actor == "nobody")
            {
                return;
            }

            var read = new ListReadsResponse
            {
                Actor = "auditor", RecordedAt = At("2026-03-01T09:00:00Z"), Phase = ListReadsResponse.Types.Phase.Began,
                Method = "privacyplatform.consent.v1.ConsentService/ReadHistory", Asked = { new Asked { Field = "subject_id", Value = "s-1001" } },
            };
            await responseStream.WriteAsync(read);
            read.Phase = ListReadsResponse.Types.Phase.Ended;
            read.Items = 14;
            await responseStream.WriteAsync(read);
        }
    }
}
