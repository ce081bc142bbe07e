using Aspire.Hosting;

// The servers that ./test starts once for all test projects. No test claims that these survive a power cut, so they need not wait for the disk.
var builder = DistributedApplication.CreateBuilder(args);
builder.AddPostgres("postgres").WithArgs("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=400");
builder.AddRabbitMQ("rabbitmq", builder.AddParameter("rabbitmq-administrator", "administrator"));
builder.Build().Run();
