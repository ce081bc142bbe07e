using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>A refusal on its way to the caller.</summary>
public static class Refusals
{
    /// <summary>Whose codes they are, in <c>google.rpc.ErrorInfo.domain</c>.</summary>
    public const string Domain = "privacyplatform";

    /// <summary>
    /// To throw from a service's method: the code as <c>ErrorInfo.reason</c>, the field as <c>BadRequest.field_violations</c>,
    /// when to try again as <c>RetryInfo</c>. JSON callers get the same as problem details.
    /// </summary>
    public static RpcException ToRpcException(this Refusal refusal) => refusal.ToRpcStatus().ToRpcException();

    internal static Google.Rpc.Status ToRpcStatus(this Refusal refusal)
    {
        var reason = new ErrorInfo { Reason = refusal.Code, Domain = Domain };
        var status = new Google.Rpc.Status { Code = (int)RefusalStatus.Of(refusal.Code).Grpc, Message = refusal.Message, Details = { Any.Pack(reason) } };
        if (refusal.Field is { } field)
        {
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = refusal.Message } } }));
        }

        if (Outages.IsWorthARetry(refusal.Code))
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Outages.RetryAfter.ToDuration() }));
        }

        return status;
    }
}
