namespace LowCode.Host;

/// <summary>How this process was asked to run, out of the environment. Everything has a default that suits one machine.</summary>
public sealed record HostSettings
{
    public const int ShortestPassword = 8;

    /// <summary><c>LOWCODE_DATA</c>: where database, photos and keys lie. Default <c>./data</c>.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary><c>LOWCODE_URLS</c>: addresses to listen on, separated by semicolons. Default <c>http://localhost:5080</c>.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary><c>LOWCODE_LANG</c>: language of the command line, <c>zh-CN</c> (default) or <c>en</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary><c>LOWCODE_DEMO_PASSWORD</c>: password of the demo people, at least <see cref="ShortestPassword"/> characters.</summary>
    public string DemoPassword { get; init; } = "lowcode-demo";

    /// <summary>The templates that are shipped, one folder each.</summary>
    public string TemplatesFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>Attempts to sign in per client address and minute.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>Requests to the public routes per client address and minute.</summary>
    public int PublicRequestsPerMinute { get; init; } = 60;

    public static HostSettings FromEnvironment()
    {
        var defaults = new HostSettings();
        return defaults with
        {
            DataFolder = Path.GetFullPath(Read("LOWCODE_DATA") ?? defaults.DataFolder),
            Urls = Read("LOWCODE_URLS") ?? defaults.Urls,
            DemoPassword = Read("LOWCODE_DEMO_PASSWORD") ?? defaults.DemoPassword,
            Language = Read("LOWCODE_LANG") ?? defaults.Language,
        };
    }

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
