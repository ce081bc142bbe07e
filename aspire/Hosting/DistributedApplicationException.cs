namespace Aspire.Hosting;

/// <summary>The application is put together or runs wrongly; the message says which resource and why.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A parameter has neither a configured value nor a default.</summary>
public sealed class MissingParameterValueException(string message) : DistributedApplicationException(message);
