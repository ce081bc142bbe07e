using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>Gives each call its service: the registered one, or one made for the call and disposed after it.</summary>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Lazy<ObjectFactory<TService>> factory = new(() => ActivatorUtilities.CreateFactory<TService>([]));

    public async Task<T> Call<T>(ServerCallContext context, Func<TService, Task<T>> call)
    {
        var services = context.GetHttpContext().RequestServices;
        if (services.GetService<TService>() is { } registered)
        {
            return await call(registered);
        }

        var service = factory.Value(services, []);
        try
        {
            return await call(service);
        }
        finally
        {
            await Disposal.Of(service);
        }
    }

    public Task Call(ServerCallContext context, Func<TService, Task> call) => Call(context, async service =>
    {
        await call(service);
        return true;
    });
}
