using LowCode.Definitions.Values;
using LowCode.Scripting;

namespace LowCode.Tests.Unit.Scripting;

/// <summary>Variables and nothing else.</summary>
internal sealed class SimpleScope : IScriptScope
{
    private ulong _drawn;

    public Dictionary<string, object?> Variables { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; init; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public string InstanceId => "i1";

    public string DefinitionId => "d";

    public string DefinitionVersionId => "d-3";

    public int DefinitionVersion => 3;

    public string? CorrelationId { get; set; }

    public string? InstanceName { get; set; }

    public object? LastResult => "last";

    public IReadOnlyList<string> VariableNames => [.. Variables.Keys];

    public IReadOnlyList<string> Outcomes { get; private set; } = [];

    public string? VariableOf(string accessor) => Variables.ContainsKey(accessor) ? accessor : null;

    public object? GetVariable(string name) => Variables.GetValueOrDefault(name);

    public void SetVariable(string name, object? value) => Variables[name] =
        name == "Fixed" ? throw new ScriptScopeException("variable.fixed", name) : value;

    public string? InputOf(string accessor) => accessor == "Message" ? "message" : null;

    public object? GetInput(string name) => name == "message" ? "hello" : null;

    public bool HasActivity(string activity) => true;

    public object? GetOutput(string activity, string? output) => $"{output ?? "result"} of {activity}";

    public string? GetSetting(string name) => name == "Gis:Url" ? "http://gis.test" : null;

    /// <summary>What is kept, by id.</summary>
    public Dictionary<string, object?> Contents { get; } = [];

    /// <summary>Ids of contents, as they were read.</summary>
    public List<string> Read { get; } = [];

    public object? ReadContent(ContentReference reference)
    {
        Read.Add(reference.Id);
        return Contents[reference.Id];
    }

    public string BookmarkLink(string bookmark, object? until) => $"bookmark {bookmark} until {until ?? "later"}";

    public string EventLink(string eventName, object? until) => $"event {eventName} until {until ?? "later"}";

    public void SetOutcomes(IReadOnlyList<string> outcomes) => Outcomes = outcomes;

    public ulong NextRandom() => ++_drawn << 40;
}
