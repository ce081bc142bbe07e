using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using PrivacyPlatform.Calls.Json;

namespace PrivacyPlatform.Calls.OpenApi;

/// <summary>An OpenAPI 3.1 document of methods that take JSON.</summary>
internal static class OpenApiDocument
{
    private const string Error = "Error";

    public static JsonObject Of(IEnumerable<MethodDescriptor> methods, string title, string version)
    {
        var comments = new ProtoComments();
        var schemas = new OpenApiSchemas(comments);
        var paths = new JsonObject();
        foreach (var method in methods.Where(method => !method.IsClientStreaming).OrderBy(method => method.FullName, StringComparer.Ordinal))
        {
            paths[$"/{method.Service.FullName}/{method.Name}"] = new JsonObject { ["post"] = Operation(method, schemas, comments) };
        }

        var all = schemas.All();
        all[Error] = ErrorSchema();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = title, ["version"] = version },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = all,
                ["responses"] = new JsonObject { [Error] = Response("The call was refused or failed.", Problem.ContentType, new JsonObject { ["$ref"] = $"#/components/schemas/{Error}" }) },
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" } },
            },
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
        };
    }

    private static JsonObject Operation(MethodDescriptor method, OpenApiSchemas schemas, ProtoComments comments)
    {
        var operation = new JsonObject { ["operationId"] = $"{method.Service.Name}_{method.Name}", ["tags"] = new JsonArray(method.Service.FullName) };
        if (comments.Of(method) is { } comment)
        {
            operation["description"] = comment;
        }

        operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", schemas.Of(method.InputType)) };
        operation["responses"] = new JsonObject
        {
            ["200"] = method.IsServerStreaming
                ? Response("One message a line; a last line with \"error\" says that the stream broke off.", "application/x-ndjson", schemas.Of(method.OutputType))
                : Response("The answer.", "application/json", schemas.Of(method.OutputType)),
            ["default"] = new JsonObject { ["$ref"] = $"#/components/responses/{Error}" },
        };
        return operation;
    }

    private static JsonObject Response(string description, string contentType, JsonObject schema) =>
        new() { ["description"] = description, ["content"] = Content(contentType, schema) };

    private static JsonObject Content(string contentType, JsonObject schema) =>
        new() { [contentType] = new JsonObject { ["schema"] = schema } };

    private static JsonObject ErrorSchema()
    {
        static JsonObject Typed(string type, string description) => new() { ["type"] = type, ["description"] = description };
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Problem details (RFC 9457).",
            ["required"] = new JsonArray("status", "code"),
            ["properties"] = new JsonObject
            {
                ["type"] = Typed("string", "about:blank: the code says what it is."),
                ["title"] = Typed("string", "The HTTP status in words."),
                ["status"] = Typed("integer", "The HTTP status."),
                ["detail"] = Typed("string", "For people who debug."),
                ["code"] = Typed("string", "Stable: consent.purpose_unknown, message.malformed."),
                ["field"] = Typed("string", "The field that is wrong, where one is."),
                ["grpcStatus"] = Typed("string", "The same in gRPC's terms: INVALID_ARGUMENT."),
                ["traceId"] = Typed("string", "Leads to the traces and logs of this call."),
            },
        };
    }
}
