namespace PrivacyPlatform.EventStore;

/// <summary>An exception that knows whether the same command may succeed later. Consumers then try again in place, and callers are told to.</summary>
public interface ITransientFailure
{
    /// <summary>Stable, and told to callers: <c>vault.not_ready</c>.</summary>
    string Code { get; }

    bool IsTransient { get; }
}
