using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Routing;
using PrivacyPlatform.Calls.Invocation;

namespace Grpc.Reflection;

/// <summary>Tells of the services that this application maps.</summary>
internal sealed class ReflectionServiceCore
{
    private readonly Lazy<(List<string> Services, SymbolRegistry Symbols)> mapped;

    public ReflectionServiceCore(EndpointDataSource endpoints) => mapped = new(() => Read(endpoints));

    public async Task Answer(IAsyncStreamReader<ServerReflectionRequest> requests, IServerStreamWriter<ServerReflectionResponse> responses, ServerCallContext context)
    {
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responses.WriteAsync(response, context.CancellationToken);
        }
    }

    private static (List<string>, SymbolRegistry) Read(EndpointDataSource endpoints)
    {
        var services = endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(GeneratedService.DescriptorOf)
            .OfType<ServiceDescriptor>()
            .ToList();
        return ([.. services.Select(service => service.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], new SymbolRegistry(services.Select(service => service.File)));
    }

    private static ServerReflectionResponse NotFound(string what) =>
        new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)StatusCode.NotFound, ErrorMessage = $"{what} not found." } };

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => Files(mapped.Value.Symbols.FileByName(request.FileByFilename)) ?? NotFound("File"),
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => Files(mapped.Value.Symbols.FileBySymbol(request.FileContainingSymbol)) ?? NotFound("Symbol"),
        // The contracts are proto3: there are no extensions.
        ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension => NotFound("Extension"),
        ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType => mapped.Value.Symbols.FileBySymbol(request.AllExtensionNumbersOfType) is null
            ? NotFound("Type")
            : new() { AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = request.AllExtensionNumbersOfType } },
        ServerReflectionRequest.MessageRequestOneofCase.ListServices => List(),
        _ => new() { ErrorResponse = new ErrorResponse { ErrorCode = (int)StatusCode.Unimplemented, ErrorMessage = "The request is not known." } },
    };

    private static ServerReflectionResponse? Files(FileDescriptor? file) => file is null ? null : new()
    {
        FileDescriptorResponse = new FileDescriptorResponse { FileDescriptorProto = { SymbolRegistry.WithImports(file).Select(one => one.SerializedData) } },
    };

    private ServerReflectionResponse List() => new()
    {
        ListServicesResponse = new ListServiceResponse { Service = { mapped.Value.Services.Select(name => new ServiceResponse { Name = name }) } },
    };
}
