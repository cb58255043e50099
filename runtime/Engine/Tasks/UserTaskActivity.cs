using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Tasks;

/// <summary>
/// Asks people to fill a form and to choose an outcome, which is the port that the process leaves by. An outcome with a condition is offered
/// only where it holds when the task opens.
/// </summary>
internal sealed class UserTaskActivity : Activity
{
    private readonly string _stepId;
    private readonly LocalizedText _titleTexts;
    private readonly Input _title;
    private readonly Input _formId;
    private readonly Input _assignee;
    private readonly Input _candidateRoles;
    private readonly Input _candidateDepartment;
    private readonly Input _dueIn;
    private readonly Input _dueAt;
    private readonly OutputTarget _result;
    private readonly IReadOnlyList<TaskCapture> _captures;
    private readonly IReadOnlyDictionary<string, Input> _conditions;

    private UserTaskActivity(ActivitySource source)
    {
        _stepId = source.Definition.Id;
        _titleTexts = TaskMembers.Texts(source.Member("titleTexts"))
            ?? (source.Definition.DisplayText.IsEmpty ? TaskMembers.Single(source.Definition.Name ?? source.Definition.Id) : source.Definition.DisplayText);
        _title = source.Input("title");
        _formId = source.Input("formId");
        _assignee = source.Input("assignee");
        _candidateRoles = source.Input("candidateRoles");
        _candidateDepartment = source.Input("candidateDepartment");
        _dueIn = source.Input("dueIn");
        _dueAt = source.Input("dueAt");
        _result = source.Output("result");
        Outcomes = TaskMembers.Outcomes(source);
        _conditions = TaskMembers.Conditions(source);
        _captures = TaskMembers.Captures(source);
    }

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("LowCode.UserTask", ActivityCategory.People, "assignment_ind")
        {
            Inputs =
            [
                new("title", "Object"),
                new("formId", "String"),
                new("assignee", "String"),
                new("candidateRoles", "String[]") { Editor = InputEditor.Texts },
                new("candidateDepartment", "String"),
                new("dueIn", "Decimal"),
                new("dueAt", "DateTime") { Editor = InputEditor.Time },
                new("titleTexts", "Object", IsPlain: true) { Editor = InputEditor.Dictionary, IsAdvanced = true },
                new("outcomes", "Object", IsPlain: true) { Editor = InputEditor.Json, TakesFeel = true },
                new("captures", "Object", IsPlain: true) { Editor = InputEditor.Dictionary, IsAdvanced = true },
            ],
            Outputs = [new("result", "Object")],
            HasOwnOutcomes = true,
        },
        source => new UserTaskActivity(source));

    public IReadOnlyList<TaskOutcome> Outcomes { get; }

    public override IReadOnlyList<string> Ports(IReadOnlyList<string> usual) => [.. Outcomes.Select(o => o.Name)];

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var request = new UserTaskRequest(
            _stepId,
            Title(burst.Value(me, _title)),
            burst.Text(me, _formId),
            burst.Text(me, _assignee),
            burst.Texts(me, _candidateRoles),
            burst.Text(me, _candidateDepartment),
            Offered(burst, me),
            burst.Due(me, _dueIn, _dueAt));
        var bookmark = burst.Wait(me, new JsonObject { ["stepId"] = _stepId });
        burst.Effect(new Effect.OpenTask(bookmark, request));
    }

    /// <exception cref="ArgumentException">The outcome is none of the task's.</exception>
    public void Check(Stimulus.CompleteTask completion)
    {
        if (!Outcomes.Any(o => o.Name == completion.Outcome))
        {
            var allowed = string.Join(", ", Outcomes.Select(o => o.Name));
            throw new ArgumentException($"Expected one of the outcomes {allowed} of task '{_stepId}', but got '{completion.Outcome}'.", nameof(completion));
        }
    }

    /// <param name="payload">The <see cref="Stimulus.CompleteTask"/>; nothing else resumes a task.</param>
    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var completion = (Stimulus.CompleteTask)payload!;
        foreach (var (field, slot) in _captures)
        {
            if (completion.Data.TryGetPropertyValue(field, out var value))
            {
                burst.Data.Write(me, slot, DataValue.From(value));
            }
        }

        burst.Data.Give(me, _result, new DataObject([new("outcome", completion.Outcome), new("completedBy", completion.CompletedBy)]));
        burst.Complete(me, [completion.Outcome]);
    }

    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked) => Execute(burst, me);

    // An outcome whose condition does not hold when the task opens is not on its form, so nobody can choose it.
    private TaskOutcome[] Offered(Burst burst, ActivityExecution me)
    {
        TaskOutcome[] offered = [.. Outcomes.Where(o => !_conditions.TryGetValue(o.Name, out var condition) || burst.Flag(me, condition))];
        return offered.Length > 0
            ? offered
            : throw new ActivityFaultException("task.outcomes", _stepId);
    }

    private LocalizedText Title(object? title) => title switch
    {
        DataObject texts => new LocalizedText(texts.ToDictionary(t => t.Key, t => DataValue.ToText(t.Value))),
        // The same title is also there in other languages.
        string text when _titleTexts.ByLanguage.Values.Contains(text) => _titleTexts,
        string text when text.Length > 0 => TaskMembers.Single(text),
        _ => _titleTexts,
    };
}
