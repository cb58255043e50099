using LowCode.Engine.Activities;

namespace LowCode.Host.Elsa;

/// <summary>The groups of Elsa's palette: its own activities stand where Elsa users look for them, ours in our own groups.</summary>
internal static class ElsaCategories
{
    private static readonly Dictionary<string, string[]> _groups = new(StringComparer.Ordinal)
    {
        ["Branching"] = ["Elsa.FlowDecision", "Elsa.FlowFork", "Elsa.FlowJoin", "Elsa.FlowSwitch", "Elsa.If", "Elsa.Switch"],
        ["Composition"] = ["Elsa.BulkDispatchWorkflows", "Elsa.Complete", "Elsa.DispatchWorkflow", "Elsa.ExecuteWorkflow", "Elsa.SetOutput"],
        ["Console"] = ["Elsa.WriteLine"],
        ["Control Flow"] = ["Elsa.Fork"],
        ["Flow"] = ["Elsa.End", "Elsa.FlowNode", "Elsa.Flowchart", "Elsa.Start", "Elsa.StateMachine"],
        ["Looping"] = ["Elsa.Break", "Elsa.For", "Elsa.ForEach", "Elsa.ParallelForEach", "Elsa.While"],
        ["Primitives"] = ["Elsa.Correlate", "Elsa.Event", "Elsa.Fault", "Elsa.Finish", "Elsa.PublishEvent", "Elsa.RunTask", "Elsa.SetName", "Elsa.SetVariable"],
        ["Scheduling"] = ["Elsa.Cron", "Elsa.Delay", "Elsa.StartAt", "Elsa.Timer"],
        ["Scripting"] = ["Elsa.RunJavaScript"],
        ["System"] = ["Elsa.NotFoundActivity"],
        ["Workflows"] = ["Elsa.Parallel", "Elsa.Sequence", "Elsa.Workflow"],
        ["HTTP"] =
        [
            "Elsa.DownloadHttpFile", "Elsa.FlowSendHttpRequest", "Elsa.HttpEndpoint", "Elsa.SendHttpRequest", "Elsa.WriteFileHttpResponse",
            "Elsa.WriteHttpResponse",
        ],
    };

    private static readonly Dictionary<string, string> _byType =
        _groups.SelectMany(g => g.Value.Select(type => (type, g.Key))).ToDictionary(g => g.type, g => g.Key, StringComparer.Ordinal);

    public static string Of(ActivityDescriptor descriptor) => _byType.TryGetValue(descriptor.Type, out var category) ? category : descriptor.CategoryName;
}
