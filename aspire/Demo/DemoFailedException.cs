namespace PrivacyPlatform.Demo;

/// <summary>The demo cannot go on: says which step and why, for a person.</summary>
public sealed class DemoFailedException(string message, Exception? inner = null) : Exception(message, inner);
