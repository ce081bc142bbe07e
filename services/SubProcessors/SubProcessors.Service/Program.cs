using PrivacyPlatform.EventStore;
using PrivacyPlatform.Feed;
using PrivacyPlatform.PersonalData;
using PrivacyPlatform.Sealing;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors;
using PrivacyPlatform.SubProcessors.Service.Importing;
using PrivacyPlatform.SubProcessors.Service;
using PrivacyPlatform.SubProcessors.Service.Notices;
using PrivacyPlatform.SubProcessors.Service.Public;

var builder = WebApplication.CreateBuilder(args);
if (await builder.Migrate(args, SealingSchema.Migrate, VaultSchema.Migrate))
{
    return;
}

builder.AddServiceDefaults().AddLargeCalls(SubProcessorsGrpc.LargestCall).AddStore().AddFeed().AddEvidence().AddVault().AddNotices();
builder.AddBus(bus => bus.Service("subprocessors").Announce(Announcements.Map));
builder.Services.AddRegistry().AddSeeds(builder.Configuration);
builder.Services.AddEvidenceStates(SubProcessorsStreams.States).AddReadModels(ReadModels.All);
builder.AddPublicFace();

var app = builder.Build();
app.MapDefaultEndpoints().MapFeed().MapEvidence();
app.MapGrpcService<SubProcessorsGrpc>();
app.MapNotices();
app.MapPublicFace();
app.Run();
