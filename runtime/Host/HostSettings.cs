using System.Globalization;
using System.Net;
using LowCode.Engine;
using LowCode.FormUi;
using LowCode.Host.Languages;
using LowCode.Storage;
using LowCode.Work.Attachments;
using LowCode.Work.Instances;
using LowCode.Work.Links;
using LowCode.Work.Retention;

namespace LowCode.Host;

/// <summary>How this process was asked to run, out of the environment. Everything has a default that suits one machine.</summary>
public sealed record HostSettings
{
    public const int ShortestPassword = 8;

    private const string SqliteStore = "sqlite";
    private const string Counter = "counter";
    private const string Token = "token";
    private const string NotifyOn = "on";
    private const string NotifyOff = "off";

    /// <summary><c>LOWCODE_DATA</c>: where database, photos and keys lie. Default <c>./data</c>.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>
    /// <c>LOWCODE_STORE</c>: <c>sqlite</c> (default, a file in the data folder) or a PostgreSQL database in the notation of its .NET driver,
    /// <c>Host=...;Database=...;Username=...;Password=...</c>.
    /// </summary>
    public string Store { get; init; } = SqliteStore;

    /// <summary><c>LOWCODE_STORE_OWNER</c>: a second connection, of the user that owns the tables and migrates them. Default: that of the store.</summary>
    public string? StoreOwner { get; init; }

    /// <summary><c>LOWCODE_STORE_NOTIFY</c>: <c>on</c> (default) or <c>off</c>, where a pooler between nodes and PostgreSQL carries no NOTIFY.</summary>
    public string StoreNotify { get; init; } = NotifyOn;

    /// <summary>
    /// <c>LOWCODE_BUSY_TIMEOUT</c>: milliseconds to wait for another program that holds the SQLite file, before what is asked is refused.
    /// Default 10,000.
    /// </summary>
    public int BusyTimeout { get; init; } = 10_000;

    /// <summary>Null: SQLite.</summary>
    public string? PostgresConnection => Store == SqliteStore ? null : Store;

    /// <summary><c>LOWCODE_URLS</c>: addresses to listen on, separated by semicolons. Default <c>http://localhost:5080</c>.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary><c>LOWCODE_LANG</c>: language of the command line, <c>zh-CN</c> (default) or <c>en</c>.</summary>
    public string Language { get; init; } = LanguageSwitch.Languages[0];

    /// <summary>
    /// <c>LOWCODE_PROXIES</c>: IP addresses of reverse proxies, separated by commas. Only what these say about the browser's address and
    /// scheme is believed. Default: none.
    /// </summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>False (<c>--no-demo</c>): no demo tenant is installed; one that is there stays.</summary>
    public bool WithDemo { get; init; } = true;

    /// <summary><c>LOWCODE_DEMO_PASSWORD</c>: password of the demo people, at least <see cref="ShortestPassword"/> characters.</summary>
    public string DemoPassword { get; init; } = "lowcode-demo";

    /// <summary>
    /// <c>LOWCODE_RETENTION_DAYS</c>: days until the process data of a finished instance moves from the database to the folder
    /// <c>archive</c> of the data folder; its case stays. 0 (default): never.
    /// </summary>
    public int RetentionDays { get; init; }

    /// <summary>
    /// <c>LOWCODE_RETENTION_FAULTED_DAYS</c>: the same for instances that faulted, which could still be mended, and for dead letters. Holds
    /// where the other does. Default 180.
    /// </summary>
    public int RetentionFaultedDays { get; init; } = 180;

    /// <summary>
    /// <c>LOWCODE_MAX_ACTIVITIES</c>: activities that one burst may run before it is taken for an endless cycle and stopped with an incident;
    /// 1 or more. Default 10,000.
    /// </summary>
    public int MaxActivities { get; init; } = new EngineOptions().MaxActivitiesPerBurst;

    /// <summary>
    /// <c>LOWCODE_FLOWCHARTS</c>: how flowcharts of new instances run, <c>counter</c> (default) or <c>token</c>; instances that run keep theirs.
    /// </summary>
    public string Flowcharts { get; init; } = Counter;

    /// <summary>
    /// <c>LOWCODE_SCRIPT_SETTINGS</c>: a JSON file with what scripts may read by <c>getConfig</c>, by tenant:
    /// <c>{"demo": {"Gis:Url": "https://..."}}</c>. Default: none.
    /// </summary>
    public string? ScriptSettingsFile { get; init; }

    /// <summary>
    /// <c>LOWCODE_ATTACHMENT_MB</c>: megabytes that an attachment of a kind may have, <c>photo=10,video=500,audio=100,file=100,signature=2</c>
    /// (the defaults). Default: nothing but these.
    /// </summary>
    public string AttachmentLimits { get; init; } = "";

    /// <summary>
    /// <c>LOWCODE_CHROMIUM</c>: the browser that makes PDFs. Default: the first of <c>chromium</c>, <c>google-chrome</c> and their like in PATH; where
    /// there is none, printing says so.
    /// </summary>
    public string? Chromium { get; init; }

    /// <summary>
    /// <c>LOWCODE_RELEASE_MB</c>: megabytes of a release that is sent to be published, a draft of a rule set that is replayed among them; 1 to 1024. Default 64: more
    /// than 100,000 rules.
    /// </summary>
    public int ReleaseMegabytes { get; init; } = 64;

    /// <summary>The templates that are shipped, one folder each.</summary>
    public string TemplatesFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>Attempts to sign in per client address and minute: a whole office may share one, and guessing at one login is slowed by login.</summary>
    public int SignInsPerMinute { get; init; } = 120;

    /// <summary>Requests to the public routes per client address and minute.</summary>
    public int PublicRequestsPerMinute { get; init; } = 60;

    /// <summary>
    /// <c>LOWCODE_REQUESTS_PER_MINUTE</c>: requests of one credential to what programs use. Default 60,000.
    /// </summary>
    public int RequestsPerMinute { get; init; } = 60_000;

    /// <summary>
    /// <c>LOWCODE_ANONYMOUS_REQUESTS_PER_MINUTE</c>: requests without a credential of one client address to what programs use, as endpoints of
    /// processes that anybody may call. Default 600.
    /// </summary>
    public int AnonymousRequestsPerMinute { get; init; } = 600;

    /// <summary><c>LOWCODE_CORS_ORIGINS</c>: origins whose pages may use the API from a browser, separated by commas. Default: none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>
    /// <c>LOWCODE_DEFAULT_TENANT</c>: the tenant of requests to endpoints of processes that name none. Default: the demo tenant.
    /// </summary>
    public string DefaultTenant { get; init; } = "demo";

    /// <summary>
    /// <c>LOWCODE_PUBLIC_URL</c>: where people reach this server, e.g. <c>https://flow.example.gov.cn</c>; links that processes give away begin
    /// with it. Default: the first of <see cref="Urls"/> where that names a host, else links are paths.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>Folder of Elsa Studio's package (<c>--elsa-studio</c>); null: Studio is not served.</summary>
    public string? StudioFolder { get; init; }

    public static HostSettings FromEnvironment()
    {
        var defaults = new HostSettings();
        return defaults with
        {
            DataFolder = Path.GetFullPath(Read("LOWCODE_DATA") ?? defaults.DataFolder),
            Store = Read("LOWCODE_STORE") ?? defaults.Store,
            StoreOwner = Read("LOWCODE_STORE_OWNER"),
            BusyTimeout = ReadNumber("LOWCODE_BUSY_TIMEOUT", defaults.BusyTimeout),
            StoreNotify = Read("LOWCODE_STORE_NOTIFY") ?? defaults.StoreNotify,
            Urls = Read("LOWCODE_URLS") ?? defaults.Urls,
            Language = Read("LOWCODE_LANG") ?? defaults.Language,
            Proxies = ReadList("LOWCODE_PROXIES"),
            CorsOrigins = ReadList("LOWCODE_CORS_ORIGINS"),
            DefaultTenant = Read("LOWCODE_DEFAULT_TENANT") ?? defaults.DefaultTenant,
            PublicUrl = Read("LOWCODE_PUBLIC_URL"),
            RequestsPerMinute = ReadNumber("LOWCODE_REQUESTS_PER_MINUTE", defaults.RequestsPerMinute),
            AnonymousRequestsPerMinute = ReadNumber("LOWCODE_ANONYMOUS_REQUESTS_PER_MINUTE", defaults.AnonymousRequestsPerMinute),
            DemoPassword = Read("LOWCODE_DEMO_PASSWORD") ?? defaults.DemoPassword,
            RetentionDays = ReadNumber("LOWCODE_RETENTION_DAYS", 0),
            RetentionFaultedDays = ReadNumber("LOWCODE_RETENTION_FAULTED_DAYS", defaults.RetentionFaultedDays),
            MaxActivities = ReadNumber("LOWCODE_MAX_ACTIVITIES", defaults.MaxActivities),
            ReleaseMegabytes = ReadNumber("LOWCODE_RELEASE_MB", defaults.ReleaseMegabytes),
            Flowcharts = Read("LOWCODE_FLOWCHARTS") ?? defaults.Flowcharts,
            ScriptSettingsFile = Read("LOWCODE_SCRIPT_SETTINGS"),
            AttachmentLimits = Read("LOWCODE_ATTACHMENT_MB") ?? defaults.AttachmentLimits,
            Chromium = Read("LOWCODE_CHROMIUM"),
        };
    }

    public EngineOptions Engine() => new()
    {
        Connectors = ServerConnectors.All,
        MaxActivitiesPerBurst = MaxActivities,
        FlowchartMode = Flowcharts == Token ? FlowchartMode.Token : FlowchartMode.Counter,
    };

    public StorageOptions Storage() => new()
    {
        DataFolder = DataFolder,
        PostgresConnection = PostgresConnection,
        PostgresOwnerConnection = StoreOwner,
        UsesNotify = StoreNotify != NotifyOff,
        BusyTimeout = BusyTimeout,
    };

    internal long MostBytesOfRelease => ReleaseMegabytes * 1024L * 1024;

    public AttachmentOptions Attachments() => AttachmentOptions.Read(AttachmentLimits) ?? new();

    public LinkAddress Links() =>
        new((PublicUrl ?? (Urls.Split(';')[0] is var first && first.AsSpan().IndexOfAny('*', '+') < 0 ? first : "")).TrimEnd('/'));

    public RetentionOptions Retention() => new()
    {
        KeepFinished = RetentionDays == 0 ? null : TimeSpan.FromDays(RetentionDays),
        KeepFaulted = TimeSpan.FromDays(RetentionFaultedDays),
        ArchiveFolder = Path.Combine(DataFolder, "archive"),
    };

    /// <summary>What is wrong with them, ready to show; empty: nothing.</summary>
    public IEnumerable<string> Problems()
    {
        if (!LanguageSwitch.Languages.Contains(Language, StringComparer.Ordinal))
        {
            yield return Texts.ErrorLanguage.With(Language);
        }

        if (PostgresConnection is { } connection && StorageOptions.ProblemOf(connection) is not null
            || StoreOwner is { } owner && StorageOptions.ProblemOf(owner) is not null)
        {
            yield return Texts.ErrorStore.With("LOWCODE_STORE");
        }

        if (StoreNotify is not (NotifyOn or NotifyOff))
        {
            yield return Texts.ErrorStoreNotify.With("LOWCODE_STORE_NOTIFY", StoreNotify);
        }

        foreach (var url in Urls.Split(';').Where(u => !IsUrl(u)))
        {
            yield return Texts.ErrorUrls.With(url);
        }

        foreach (var proxy in Proxies.Where(p => !IPAddress.TryParse(p, out _)))
        {
            yield return Texts.ErrorProxies.With(proxy);
        }

        if (RetentionDays is < 0 or > 36_500)
        {
            yield return Texts.ErrorNotNegative.With("LOWCODE_RETENTION_DAYS", Read("LOWCODE_RETENTION_DAYS") ?? "");
        }

        if (RetentionFaultedDays is < 1 or > 36_500)
        {
            yield return Texts.ErrorFaultedDays.With("LOWCODE_RETENTION_FAULTED_DAYS", Read("LOWCODE_RETENTION_FAULTED_DAYS") ?? "");
        }

        if (BusyTimeout < 0)
        {
            yield return Texts.ErrorNotNegative.With("LOWCODE_BUSY_TIMEOUT", Read("LOWCODE_BUSY_TIMEOUT") ?? "");
        }

        if (RequestsPerMinute < 1)
        {
            yield return Texts.ErrorNotNegative.With("LOWCODE_REQUESTS_PER_MINUTE", Read("LOWCODE_REQUESTS_PER_MINUTE") ?? "");
        }

        if (AnonymousRequestsPerMinute < 1)
        {
            yield return Texts.ErrorPositive.With("LOWCODE_ANONYMOUS_REQUESTS_PER_MINUTE", Read("LOWCODE_ANONYMOUS_REQUESTS_PER_MINUTE") ?? "");
        }

        foreach (var origin in CorsOrigins.Where(o => !IsUrl(o) || o.EndsWith('/')))
        {
            yield return Texts.ErrorCorsOrigin.With(origin);
        }

        if (PublicUrl is { } address && (!IsUrl(address) || address.AsSpan().IndexOfAny('*', '+') >= 0))
        {
            yield return Texts.ErrorPublicUrl.With("LOWCODE_PUBLIC_URL", address);
        }

        if (MaxActivities < 1)
        {
            yield return Texts.ErrorPositive.With("LOWCODE_MAX_ACTIVITIES", Read("LOWCODE_MAX_ACTIVITIES") ?? "");
        }

        if (ReleaseMegabytes is < 1 or > 1024)
        {
            yield return Texts.ErrorReleaseMegabytes.With("LOWCODE_RELEASE_MB", Read("LOWCODE_RELEASE_MB") ?? "");
        }

        if (Flowcharts is not (Counter or Token))
        {
            yield return Texts.ErrorFlowcharts.With("LOWCODE_FLOWCHARTS", Flowcharts);
        }

        if (ScriptSettingsFile is { } file && ScriptSettings.ProblemOf(file) is { } problem)
        {
            yield return Texts.ErrorScriptSettings.With("LOWCODE_SCRIPT_SETTINGS", problem);
        }

        if (AttachmentOptions.Read(AttachmentLimits) is null)
        {
            yield return Texts.ErrorAttachmentLimits.With("LOWCODE_ATTACHMENT_MB", AttachmentLimits);
        }

        if (DemoPassword.Length < ShortestPassword)
        {
            yield return Texts.ErrorPasswordShort.With("LOWCODE_DEMO_PASSWORD", ShortestPassword);
        }
    }

    // Listening on all addresses is spelled with a star or a plus, which no address has.
    private static bool IsUrl(string text) =>
        Uri.TryCreate(text.Replace('*', 'x').Replace('+', 'x'), UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    private static string[] ReadList(string name) =>
        (Read(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // What is no number is told with the others that are wrong.
    private static int ReadNumber(string name, int byDefault) =>
        Read(name) is not { } text ? byDefault : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
