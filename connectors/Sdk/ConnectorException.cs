namespace LowCode.Connectors.Sdk;

/// <summary>A call failed in a way that the process may deal with: it leaves by the port of the code, where one is connected, else it is an incident.</summary>
/// <param name="code">One that the manifest declares; it says whether trying again may help.</param>
/// <param name="message">For people: what was expected, and what came. No secrets.</param>
public sealed class ConnectorException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code => code;
}

/// <summary>Codes that any connector may fail with; manifests need not declare them.</summary>
public static class ConnectorErrors
{
    /// <summary>The inputs are not what the function takes.</summary>
    public const string BadInput = "bad-input";

    public const string UnknownCredential = "unknown-credential";

    /// <summary>It took too long; trying again may help.</summary>
    public const string Timeout = "timeout";

    /// <summary>It threw something else: a bug of the connector.</summary>
    public const string Failed = "failed";
}
