using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection;

/// <summary><c>grpc.reflection.v1.ServerReflection</c>.</summary>
internal sealed class ReflectionV1Service(ReflectionServiceCore core) : ServerReflection.ServerReflectionBase
{
    public override Task ServerReflectionInfo(IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context) =>
        core.Answer(requestStream, responseStream, context);
}

/// <summary>
/// <c>grpc.reflection.v1alpha.ServerReflection</c>, which most tools still ask first. Its messages are v1's, number by
/// number, so it is bound by hand and needs no .proto file of its own.
/// </summary>
[BindServiceMethod(typeof(ReflectionV1AlphaService), nameof(BindService))]
internal sealed class ReflectionV1AlphaService(ReflectionServiceCore core)
{
    private static readonly Method<ServerReflectionRequest, ServerReflectionResponse> Info = new(
        MethodType.DuplexStreaming,
        "grpc.reflection.v1alpha.ServerReflection",
        nameof(ServerReflectionInfo),
        Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, ServerReflectionRequest.Parser.ParseFrom),
        Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, ServerReflectionResponse.Parser.ParseFrom));

    public static void BindService(ServiceBinderBase binder, ReflectionV1AlphaService? service) =>
        binder.AddMethod(Info, service is null ? null : new DuplexStreamingServerMethod<ServerReflectionRequest, ServerReflectionResponse>(service.ServerReflectionInfo));

    public Task ServerReflectionInfo(IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context) =>
        core.Answer(requestStream, responseStream, context);
}
