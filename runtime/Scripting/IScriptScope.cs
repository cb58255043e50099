using LowCode.Definitions.Values;

namespace LowCode.Scripting;

/// <summary>
/// What a script of a process sees. Values are those of <see cref="DataValue"/>. Failures of a setter are thrown as
/// <see cref="ScriptScopeException"/> and become errors of the script.
/// </summary>
public interface IScriptScope
{
    /// <summary>Time of the burst; a script has no other clock.</summary>
    DateTimeOffset Now { get; }

    string InstanceId { get; }

    string DefinitionId { get; }

    string DefinitionVersionId { get; }

    int DefinitionVersion { get; }

    string? CorrelationId { get; set; }

    string? InstanceName { get; set; }

    /// <summary>The last result that any activity gave.</summary>
    object? LastResult { get; }

    /// <summary>Names of the variables in scope, inner ones first.</summary>
    IReadOnlyList<string> VariableNames { get; }

    /// <summary>The name of the variable that <c>get</c> + <paramref name="accessor"/> means; null: none.</summary>
    string? VariableOf(string accessor);

    object? GetVariable(string name);

    void SetVariable(string name, object? value);

    /// <summary>The name of the workflow input that <c>get</c> + <paramref name="accessor"/> means; null: none.</summary>
    string? InputOf(string accessor);

    object? GetInput(string name);

    /// <param name="activity">Id or name, or the accessor spelling of the name.</param>
    bool HasActivity(string activity);

    /// <param name="activity">Id or name, or the accessor spelling of the name.</param>
    /// <param name="output">Null: its result.</param>
    object? GetOutput(string activity, string? output);

    /// <summary>A setting of the server; null: there is none of the name.</summary>
    /// <exception cref="ScriptScopeException">Scripts may read no settings here.</exception>
    string? GetSetting(string name);

    /// <summary>What a value stands for that is kept beside the instance.</summary>
    /// <exception cref="ScriptScopeException">It is gone.</exception>
    object? ReadContent(ContentReference reference);

    /// <summary>A signed link that resumes a bookmark of this instance.</summary>
    /// <param name="bookmark">Its id, or the id or name of the activity that waits there.</param>
    /// <param name="until">A time, a duration as a text, or null for the usual lifetime.</param>
    /// <exception cref="ScriptScopeException">Nothing waits there, or the lifetime is none.</exception>
    string BookmarkLink(string bookmark, object? until);

    /// <summary>A signed link that tells this instance of an event.</summary>
    /// <param name="eventName">Its name.</param>
    /// <param name="until">A time, a duration as a text, or null for the usual lifetime.</param>
    /// <exception cref="ScriptScopeException">The lifetime is none.</exception>
    string EventLink(string eventName, object? until);

    /// <summary>Outcomes chosen by <c>setOutcome</c>.</summary>
    void SetOutcomes(IReadOnlyList<string> outcomes);

    /// <summary>The next random number of the burst.</summary>
    ulong NextRandom();
}

/// <summary>What a script asked for is not possible.</summary>
/// <param name="code">Dotted lower case; whoever shows it has the text.</param>
/// <param name="values">Plain data that the text tells.</param>
public sealed class ScriptScopeException(string code, params IReadOnlyList<object?> values) : Exception(new ScriptFault(code, values).ToString())
{
    public ScriptFault Fault { get; } = new(code, values);
}
