using Google.Rpc;
using Grpc.Core;
using Shouldly;

namespace PrivacyPlatform.Testing.Services;

/// <summary>What a refused call says.</summary>
public static class RefusedCall
{
    /// <summary>The call is refused, with this status, code and field.</summary>
    public static async Task ShouldBeRefused(this Task call, StatusCode status, string code, string? field)
    {
        var refused = await Should.ThrowAsync<RpcException>(() => call);
        refused.StatusCode.ShouldBe(status);
        var details = refused.GetRpcStatus().ShouldNotBeNull();
        details.GetDetail<ErrorInfo>().ShouldNotBeNull().Reason.ShouldBe(code);
        details.GetDetail<BadRequest>()?.FieldViolations[0].Field.ShouldBe(field);
        (details.GetDetail<BadRequest>() is null).ShouldBe(field is null);
    }
}
