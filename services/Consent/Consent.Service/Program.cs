using PrivacyPlatform.Consent;
using PrivacyPlatform.Consent.Service;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Feed;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Sealing;
using PrivacyPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (await builder.Migrate(args, SealingSchema.Migrate, VaultSchema.Migrate))
{
    return;
}

builder.AddServiceDefaults().AddStore().AddFeed().AddEvidence().AddVault();
builder.AddBus(bus => bus
    .Service("consent")
    .Consume<ConsentCaptured, ConsentCapturedConsumer, ConsentCapturedDefinition>()
    .Announce(Announcements.Map));
builder.Services.AddLookups();
builder.Services.AddEvidenceStates(ConsentStreams.States).AddReadModels(ReadModels.All);

var app = builder.Build();
app.MapDefaultEndpoints().MapFeed().MapEvidence();
app.MapGrpcService<ConsentGrpc>();
app.Run();
