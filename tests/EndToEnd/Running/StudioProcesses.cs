namespace LowCode.Tests.EndToEnd.Running;

/// <summary>Processes as Studio saves them.</summary>
internal static class StudioProcesses
{
    /// <summary>Writes a line, waits for the event <c>Go</c>, writes another.</summary>
    public static object Waiting(string id) => Flow(id, [], Line("one", 100), Event("wait", 400), Line("two", 700));

    /// <summary>Faults until its variable <c>Ready</c> is true.</summary>
    public static object Faulting(string id) => Flow(
        id,
        [new { id = "Ready", name = "Ready", typeName = "Boolean", value = "false" }],
        Line("one", 100),
        Activity("bad", "Elsa.RunJavaScript", "script", "if (getReady() !== true) throw new Error('the papers are not ready')", 400));

    /// <summary>Begins with a request.</summary>
    public static object Called(string id, string path) => new
    {
        definitionId = id,
        name = id,
        root = new
        {
            id = "root",
            type = "Elsa.Flowchart",
            version = 1,
            activities = new[]
            {
                new Dictionary<string, object>
                {
                    ["id"] = "called",
                    ["type"] = "Elsa.HttpEndpoint",
                    ["version"] = 1,
                    ["path"] = new { typeName = "String", expression = new { type = "Literal", value = path } },
                    ["supportedMethods"] = new { typeName = "Object", expression = new { type = "Object", value = "[\"GET\"]" } },
                    ["customProperties"] = new { canStartWorkflow = true },
                },
            },
            connections = Array.Empty<object>(),
        },
    };

    private static object Flow(string id, object[] variables, params (string Id, object Json)[] activities) => new
    {
        definitionId = id,
        name = id,
        variables,
        root = new
        {
            id = "root",
            type = "Elsa.Flowchart",
            version = 1,
            name = "Flowchart1",
            activities = activities.Select(a => a.Json).ToArray(),
            connections = activities.Zip(activities.Skip(1), (from, to) => new
            {
                source = new { activity = from.Id, port = "Done" },
                target = new { activity = to.Id, port = "In" },
            }).ToArray(),
        },
    };

    private static (string Id, object Json) Line(string id, int x) => Activity(id, "Elsa.WriteLine", "text", id, x);

    private static (string Id, object Json) Event(string id, int x) => Activity(id, "Elsa.Event", "eventName", "Go", x);

    private static (string Id, object Json) Activity(string id, string type, string input, string value, int x) => (id, new Dictionary<string, object>
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = type,
        ["version"] = 1,
        [input] = new { typeName = "String", expression = new { type = "Literal", value } },
        ["metadata"] = new { designer = new { position = new { x, y = 100 }, size = new { width = 160, height = 50 } } },
    });
}
