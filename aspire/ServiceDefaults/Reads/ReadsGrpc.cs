using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Npgsql;
using NpgsqlTypes;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Reads.V1;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Who looked at what. Being asked is itself recorded, once: what is recorded after the call began is not in its answer.</summary>
[Authorize(Roles = $"{Roles.Reviewer},{Roles.Officer}")]
internal sealed class ReadsGrpc(ReadModelReader store) : ReadsService.ReadsServiceBase
{
    private const int Page = 500;

    private static readonly string[] Types = [.. ReadEvent.Types.Mapped.Keys.Select(mapped => mapped.Name)];

    public override async Task ListReads(ListReadsRequest request, IServerStreamWriter<ListReadsResponse> responseStream, ServerCallContext context)
    {
        var tenant = Caller.Of(context).Tenant;
        Check(request.From, "from");
        Check(request.Until, "until");
        // By the index on (type, seq_id): as cheap as there are reads, however many events there are.
        var end = (await store.Query(
            tenant,
            "SELECT coalesce(max(seq_id), 0) FROM events.mt_events WHERE tenant_id = $1 AND type = ANY ($2)",
            row => row.GetInt64(0),
            [tenant, Types],
            context.CancellationToken).ConfigureAwait(false))[0];
        IReadOnlyList<RecordedEvent> page;
        var after = 0L;
        do
        {
            page = await store.Query(
                tenant,
                $"""
                SELECT {EventRow.Columns} FROM events.mt_events e
                WHERE e.tenant_id = $1 AND e.type = ANY ($2) AND e.seq_id > $3 AND e.seq_id <= $4
                    AND ($5 IS NULL OR e.timestamp >= $5) AND ($6 IS NULL OR e.timestamp < $6)
                    AND ($7 = '' OR e.headers ->> 'actor' = $7)
                    AND ($8 = '' OR EXISTS (SELECT FROM jsonb_array_elements(e.data -> 'asked') a WHERE a ->> 'value' = $8))
                ORDER BY e.seq_id LIMIT {Page}
                """,
                EventRow.Read,
                [tenant, Types, after, end, Instant(request.From), Instant(request.Until), request.Actor, request.About],
                context.CancellationToken).ConfigureAwait(false);
            foreach (var recorded in page)
            {
                await responseStream.WriteAsync(Shown(recorded), context.CancellationToken).ConfigureAwait(false);
                after = recorded.Sequence;
            }
        }
        while (page.Count == Page);
    }

    private static ListReadsResponse Shown(RecordedEvent recorded)
    {
        var shown = new ListReadsResponse { EventId = recorded.Id.ToString(), RecordedAt = recorded.RecordedAt.ToTimestamp(), Actor = recorded.Actor };
        IReadOnlyList<AskedFor> asked;
        switch (ReadEvent.Types.Read(recorded))
        {
            case ReadEvent.AnswerRead answer:
                (shown.Phase, shown.Method, asked, shown.Items, shown.Complete) = (ListReadsResponse.Types.Phase.Answered, answer.Method, answer.Asked, answer.Items, true);
                break;
            case ReadEvent.ReadingBegan began:
                (shown.Phase, shown.Method, asked) = (ListReadsResponse.Types.Phase.Began, began.Method, began.Asked);
                break;
            case ReadEvent.ReadingEnded ended:
                (shown.Phase, shown.Method, asked, shown.Items, shown.Complete) = (ListReadsResponse.Types.Phase.Ended, ended.Method, ended.Asked, ended.Items, ended.Complete);
                shown.BeganEventId = ended.Began.ToString();
                break;
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is not shown.");
        }

        shown.Asked.Add(asked.Select(one => new Reads.V1.Asked { Field = one.Field, Value = one.Value }));
        return shown;
    }

    private static NpgsqlParameter Instant(Timestamp? at) =>
        new() { Value = at is null ? DBNull.Value : at.ToDateTimeOffset(), NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static void Check(Timestamp? at, string field)
    {
        if (at is not null && !ServiceDefaults.Asked.IsInstant(at))
        {
            throw new Refusal(ErrorCodes.MessageMalformed, "The time is none between the years 1 and 9999.", field).ToRpcException();
        }
    }
}
