using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>
/// Finds the methods of a service through the BindService of its generated base, and gives each as a handler:
/// interceptors outermost, then a service from the call's own scope, then the method.
/// </summary>
internal abstract class MethodBinder<TService>(IEnumerable<InterceptorRegistration> interceptors) : ServiceBinderBase
    where TService : class
{
    private readonly ServiceActivator<TService> activator = new();
    private readonly InterceptorPipeline pipeline = new(interceptors);

    /// <summary>Binds every method.</summary>
    /// <exception cref="InvalidOperationException">The type does not derive from a generated service base.</exception>
    public void BindAll()
    {
        var binding = GeneratedService.BindingOf(typeof(TService));
        var bind = binding.BindType.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(method => method.Name == binding.BindMethodName && method.GetParameters() is [{ } first, _] && first.ParameterType == typeof(ServiceBinderBase));
        // Without a service: BindService then tells shapes only, and the handlers come from here.
        bind.Invoke(obj: null, [this, null]);
    }

    public sealed override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var call = target.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        Bind(method, MetadataOf(target), pipeline.Around<TRequest, TResponse>((request, context) => activator.Call(context, service => call(service, request, context))));
    }

    public sealed override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var call = target.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        Bind(method, MetadataOf(target), pipeline.Around<TRequest, TResponse>((ClientStreamingServerMethod<TRequest, TResponse>)((requests, context) => activator.Call(context, service => call(service, requests, context)))));
    }

    public sealed override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = target.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        Bind(method, MetadataOf(target), pipeline.Around<TRequest, TResponse>((ServerStreamingServerMethod<TRequest, TResponse>)((request, responses, context) => activator.Call(context, service => call(service, request, responses, context)))));
    }

    public sealed override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var target = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var call = target.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        Bind(method, MetadataOf(target), pipeline.Around<TRequest, TResponse>((DuplexStreamingServerMethod<TRequest, TResponse>)((requests, responses, context) => activator.Call(context, service => call(service, requests, responses, context)))));
    }

    protected abstract void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class;

    protected abstract void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class;

    protected abstract void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class;

    protected abstract void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class;

    private static MethodInfo Find(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Instance | BindingFlags.Public, parameters)
        ?? throw new InvalidOperationException($"{typeof(TService)} has no method {method.Name} as its generated base names it.");

    // The method's own attributes come last: where two say the same, the nearer one counts.
    private static List<object> MetadataOf(MethodInfo method) =>
        [.. typeof(TService).GetCustomAttributes(inherit: true), .. method.GetCustomAttributes(inherit: true)];
}
