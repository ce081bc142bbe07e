using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Calls.Json;

/// <summary>On every endpoint that takes JSON.</summary>
/// <param name="Method">What it calls.</param>
internal sealed record JsonMethodMetadata(MethodDescriptor Method);
