using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PrivacyPlatform.Testing;
using RabbitMQ.Client;

namespace PrivacyPlatform.EndToEnd.Tests;

/// <summary>Puts a personal text wherever a product team, by mistake or on purpose, could put one.</summary>
internal sealed class Planting(RunningSystem system, string subject, string text)
{
    /// <summary>Answers that carry the text where it belongs, sealed.</summary>
    public const int Stated = 2;

    /// <summary>Messages that end in the error queue with the text in them.</summary>
    public const int Refused = 6;

    /// <summary>Those of them that say that they are about the person.</summary>
    public const int RefusedOfThePerson = 1;

    private const string Service = "privacyplatform.consent.v1.ConsentService";
    private const string Captured = "privacyplatform.consent.v1.ConsentCaptured";
    private const string Tenant = "opsduty";

    private int messages;

    public async Task OverJson()
    {
        using var http = new HttpClient { BaseAddress = new Uri(system.Endpoint("consent", "http")) };
        var token = (await system.Succeed("./privacy token --role emitter --role reader")).Trim();
        var answer = new Dictionary<string, object?>(StringComparer.Ordinal) { ["subjectId"] = subject, ["purposeId"] = "provide-information" };

        (await Post("Withdraw", With("statement", text), token)).ShouldBe(HttpStatusCode.OK);
        foreach (var member in new[] { "subjectId", "purposeId", "commandId", "occurredAt", "unknownMember" })
        {
            (await Post("Withdraw", With(member, text), token)).ShouldNotBe(HttpStatusCode.OK);
        }

        (await Post("Withdraw", $"{{\"subjectId\": \"{text}", token)).ShouldBe(HttpStatusCode.BadRequest);
        (await Post("Withdraw", With("statement", text + "\a"), token)).ShouldBe(HttpStatusCode.BadRequest);
        (await Post($"Withdraw/{text}?note={text}", With("statement", ""), token)).ShouldBe(HttpStatusCode.NotFound);
        (await Post("Withdraw", With("statement", ""), token: text)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Post("Withdraw", With("statement", ""), token, ("tenant", text))).ShouldBe(HttpStatusCode.Forbidden);

        string With(string member, string value) =>
            JsonSerializer.Serialize(new Dictionary<string, object?>(answer, StringComparer.Ordinal) { [member] = value });

        async Task<HttpStatusCode> Post(string method, string body, string token, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/{Service}/{method}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            (string Name, string Value)[] written =
            [
                ("user-agent", $"agent ({text})"),
                ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                ("tracestate", $"note={text}"),
                ("baggage", $"note={text}"),
                ("referer", $"https://{text}/"),
                ("x-note", text),
                .. headers,
            ];
            foreach (var (name, value) in written)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await http.SendAsync(request);
            (await response.Content.ReadAsStringAsync()).ShouldNotContain(text, Case.Insensitive, "no answer repeats what was sent");
            return response.StatusCode;
        }
    }

    public async Task OverGrpc()
    {
        var address = new Uri(system.Endpoint("consent", "grpc")).Authority;
        var printed = await system.Succeed(
            $"PRIVACY_TOKEN=$(./privacy token --role emitter) node tests/EndToEnd.Tests/node/plant.mjs {address} contracts {subject} {text}");

        var answers = JsonDocument.Parse(printed).RootElement;
        answers.GetProperty("said").GetProperty("result").GetProperty("recorded").GetBoolean().ShouldBeTrue(printed);
        answers.EnumerateObject().Where(answer => answer.Name != "said").ShouldAllBe(answer => answer.Value.GetProperty("code").GetString()!.Length > 0);
        printed.ShouldNotContain(text);
    }

    public async Task OverTheBus()
    {
        var broker = new Uri(system.Endpoint("opsduty-broker", "connectionString"));
        await using var connection = await new ConnectionFactory { Uri = broker, ClientProvidedName = "canary" }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var example = await File.ReadAllTextAsync(Repository.PathTo("contracts/examples/privacyplatform.consent.v1.ConsentCaptured.withdrawn.json"));
        var good = JsonSerializer.Deserialize<Dictionary<string, object?>>(example)!;
        good["subjectId"] = subject;

        // Taken, and everything beside the contract left behind.
        await Publish(With(("statement", text), ("note", text)));
        // Refused, and says whom it is about.
        await Publish(With(("evidence", new { producer = text })));
        // Refused, and does not.
        await Publish(With(("subjectId", text)));
        await Publish(Encoding.UTF8.GetBytes($"{{\"subjectId\": \"{subject}\", \"note\": \"{text}"));
        await Publish(Encoding.UTF8.GetBytes($"[\"{text}\"]"));
        await Publish(Encoding.Unicode.GetBytes(text));
        await Publish(With(("note", text)), tenantHeader: null);

        byte[] With(params (string Member, object Value)[] members)
        {
            var body = new Dictionary<string, object?>(good, StringComparer.Ordinal);
            foreach (var (member, value) in members)
            {
                body[member] = value;
            }

            return JsonSerializer.SerializeToUtf8Bytes(body);
        }

        async Task Publish(byte[] body, string? tenantHeader = Tenant)
        {
            var properties = new BasicProperties
            {
                UserId = broker.UserInfo.Split(':')[0],
                MessageId = new Guid(++messages, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0xCA).ToString(),
                CorrelationId = text,
                AppId = text,
                Type = text,
                ReplyTo = text,
                Persistent = true,
                ContentType = "application/json",
                Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["causation-id"] = text,
                    ["note"] = text,
                    ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    ["tracestate"] = $"note={text}",
                },
            };
            if (tenantHeader is not null)
            {
                properties.Headers["tenant"] = tenantHeader;
            }

            await channel.BasicPublishAsync(Captured, routingKey: Tenant, mandatory: true, properties, body);
        }
    }

    public async Task ByCommandLine()
    {
        var file = Path.Combine(system.Local, "canary-purposes.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new[] { new { purposeId = text, legalBasis = "LEGAL_BASIS_CONSENT", note = text, dataCategories = new[] { text } } }));
        await system.Succeed($"./privacy purposes import {file}; code=$?; rm {file}; [[ $code -ne 0 ]]");
        await system.Succeed($"./privacy subject {text}; [[ $? -eq 4 ]]");
        await system.Succeed($"./privacy authorize {text} {text}; [[ $? -eq 4 ]]");
    }
}
