using PrivacyPlatform.Consent.Service;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.Feed;
using PrivacyPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (await builder.Migrate(args))
{
    return;
}

builder.AddServiceDefaults().AddStore().AddFeed();
builder.AddBus(bus => bus
    .Service("consent")
    .Consume<ConsentCaptured, ConsentCapturedConsumer, ConsentCapturedDefinition>()
    .Announce(Announcements.Map));
builder.Services.AddGrpc().AddJson();
builder.Services.AddGrpcHealthChecks();
builder.Services.AddGrpcReflection();
builder.Services.AddLookups();

var app = builder.Build();
app.MapDefaultEndpoints().MapFeed();
app.MapGrpcService<ConsentGrpc>();
app.MapGrpcHealthChecksService().AllowAnonymous();
app.MapGrpcReflectionService();
app.MapGrpcOpenApi().AllowAnonymous();
app.Run();
