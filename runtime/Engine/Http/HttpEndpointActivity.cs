using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Contents;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Http;

/// <summary>
/// Takes a request: starts the process with it, or waits for one. A request comes as an object with <c>requestId</c> (its reply slot),
/// <c>method</c>, <c>path</c>, <c>headers</c>, <c>queryString</c>, <c>routeData</c>, <c>content</c> (parsed), <c>contentLength</c> and
/// <c>files</c> (<c>name</c>, <c>contentType</c>, <c>size</c>, <c>content</c>). Large contents come as what stands for them, see <see cref="ContentReference"/>.
/// </summary>
internal sealed class HttpEndpointActivity : Activity
{
    public const string TypeName = BookmarkHash.HttpEndpoint;

    /// <summary>The workflow input under which a starting request comes.</summary>
    public const string StartRequest = RequestContents.StartInput;

    private static readonly string[] _parts = ["parsedContent:content", "routeData:routeData", "queryStringData:queryString", "headers:headers", "files:files"];

    private readonly Input _path;
    private readonly Input _methods;
    private readonly RequestLimits _limits;
    private readonly OutputTarget _result;
    private readonly OutputTarget _file;
    private readonly (OutputTarget Target, string Member)[] _outputs;
    private readonly HashSet<string> _exposed;

    private HttpEndpointActivity(ActivitySource source)
    {
        _path = source.Input("path");
        _methods = source.Input("supportedMethods");
        _limits = new RequestLimits(source);
        _result = source.Output("result");
        _file = source.Output("file");
        _outputs = [.. _parts.Select(p => p.Split(':')).Select(p => (source.Output(p[0]), p[1]))];
        Rules = RulesOf(source);
        _exposed = [.. RequestLimits.Outcomes.Select(o => o.Flag).Where(f => source.Input(f).LiteralValue is true)];
        CheckRoute(source, _path);
        CheckPolicy(source);
    }

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Http, "login")
        {
            Inputs =
            [
                new("path", "String") { IsRequired = true },
                new("supportedMethods", "List<String>", new object?[] { "GET" })
                {
                    Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], Editor = InputEditor.CheckList,
                },
                new("authorize", "Boolean", false),
                new("policy", "String") { IsAdvanced = true },
                new("requestTimeout", "TimeSpan") { IsAdvanced = true },
                new("requestSizeLimit", "Int64") { IsAdvanced = true },
                new("fileSizeLimit", "Int64") { IsAdvanced = true },
                new("allowedFileExtensions", "List<String>") { Editor = InputEditor.Texts, IsAdvanced = true },
                new("blockedFileExtensions", "List<String>") { Editor = InputEditor.Texts, IsAdvanced = true },
                new("allowedMimeTypes", "List<String>") { Editor = InputEditor.Texts, IsAdvanced = true },
                new("exposeRequestTooLargeOutcome", "Boolean", false, IsPlain: true) { IsAdvanced = true },
                new("exposeFileTooLargeOutcome", "Boolean", false, IsPlain: true) { IsAdvanced = true },
                new("exposeInvalidFileExtensionOutcome", "Boolean", false, IsPlain: true) { IsAdvanced = true },
                new("exposeInvalidFileMimeTypeOutcome", "Boolean", false, IsPlain: true) { IsAdvanced = true },
            ],
            Outputs =
            [
                new("result", "Object"), new("parsedContent", "Object"), new("files", "Object"), new("file", "Object"),
                new("routeData", "Object"), new("queryStringData", "Object"), new("headers", "Object"),
            ],
            HasOwnOutcomes = true,
            CanStart = true,
        },
        source => new HttpEndpointActivity(source));

    internal HttpEndpointRules Rules { get; }

    public override IReadOnlyList<string> Ports(IReadOnlyList<string> usual) =>
        [.. usual, .. RequestLimits.Outcomes.Where(o => _exposed.Contains(o.Flag)).Select(o => o.Outcome)];

    public override IEnumerable<Trigger> Triggers(ActivityNode node, CompilationNotes notes)
    {
        if (!_path.IsLiteral || !_methods.IsLiteral)
        {
            return TriggerFinder.NeedsLiteral(node, _path.IsLiteral ? "supportedMethods" : "path", notes);
        }

        var path = (string?)_path.LiteralValue ?? "";
        return
        [
            .. (_methods.LiteralValue as object?[] ?? []).Select(DataValue.ToText).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(m => new Trigger(node.Id, node.Type, BookmarkHash.OfHttp(path, m)) { Payload = BookmarkHash.Route(path, m) }),
        ];
    }

    public override void Execute(Burst burst, ActivityExecution me)
    {
        if (burst.TakesStart(me))
        {
            Take(burst, me, burst.Data.WorkflowInput(me, StartRequest), hasStarted: true);
        }
        else
        {
            Wait(burst, me);
        }
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload) => Take(burst, me, payload, hasStarted: false);

    private static HttpEndpointRules RulesOf(ActivitySource source)
    {
        var (path, authorize, policy) = (source.Input("path"), source.Input("authorize"), source.Input("policy"));
        return new HttpEndpointRules(
            path.IsLiteral ? DataValue.ToText(path.LiteralValue) : null,
            !authorize.IsLiteral || authorize.LiteralValue is true,
            policy is { IsLiteral: true, LiteralValue: { } role } && DataValue.ToText(role) is { Length: > 0 } named ? named : null,
            BurstInputs.ParseDuration(DataValue.ToText(source.Input("requestTimeout").LiteralValue)),
            source.Input("requestSizeLimit").LiteralValue as long?)
        {
            IsClosed = !policy.IsLiteral,
        };
    }

    private static void CheckPolicy(ActivitySource source)
    {
        if (source.Input("policy") is { IsLiteral: false } policy)
        {
            source.Notes.Refusal(policy.Path, "workflow.http.policy", source.Node.Id);
        }
    }

    private static void CheckRoute(ActivitySource source, Input path)
    {
        if (path is { IsLiteral: true, LiteralValue: string { Length: > 0 } text } && RouteTemplate.Problem(text) is { } problem)
        {
            source.Notes.Refusal(path.Path, "workflow.http.template", source.Node.Id, text, CompilationNotes.Note("", problem).Message);
        }
    }

    // One bookmark per method; the first request takes them all.
    private void Wait(Burst burst, ActivityExecution me)
    {
        var path = burst.Text(me, _path) ?? "";
        foreach (var method in burst.Texts(me, _methods).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            burst.Wait(me, BookmarkHash.Route(path, method), isSpecific: false);
        }
    }

    private void Take(Burst burst, ActivityExecution me, object? payload, bool hasStarted)
    {
        var request = payload as DataObject ?? DataObject.Empty;
        ReplySlot.Open(burst, request.GetValueOrDefault("requestId") as string);
        var broken = _limits.BrokenBy(burst, me, request);
        if (broken is not null && !_exposed.Contains(broken.Flag))
        {
            Refuse(burst, me, broken, hasStarted);
            return;
        }

        foreach (var content in StoredContent.In(burst, request))
        {
            burst.Record.Take(content);
        }

        burst.Data.Give(me, _result, request.With("requestId", null));
        foreach (var (target, member) in _outputs)
        {
            burst.Data.Give(me, target, request.GetValueOrDefault(member));
        }

        burst.Data.Give(me, _file, (request.GetValueOrDefault("files") as object?[])?.FirstOrDefault());
        if (broken is null)
        {
            burst.Complete(me);
        }
        else
        {
            burst.Complete(me, [broken.Outcome]);
        }
    }

    // The fault is the caller's: it is answered, and the process is as if nothing had come.
    private void Refuse(Burst burst, ActivityExecution me, RequestLimits.Broken broken, bool hasStarted)
    {
        ReplySlot.Answer(burst, me, new HttpReply(broken.StatusCode, new Dictionary<string, string>(), broken.Reason, "text/plain"));
        if (hasStarted)
        {
            burst.EndInstance(by: me);
            return;
        }

        burst.RemoveBookmarks(b => b.Execution == me);
        Wait(burst, me);
    }
}
