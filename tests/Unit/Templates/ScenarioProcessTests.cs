using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

/// <summary>The process alone, without people, forms and stores: does the definition take the paths that the scenarios expect?</summary>
public sealed class ScenarioProcessTests
{
    private static readonly string Folder = Repository.PathOf("templates/event-dispatch");
    private static readonly TemplatePackage Package = TemplateFolder.Read(Folder).Value!;
    private static readonly DictionaryDefinition Classes = DictionaryJson.Read(Content(ArtefactKind.Dictionary, "event-classes")).Value!;
    private static readonly CaseTypeDefinition CaseType = CaseTypeJson.Read(Content(ArtefactKind.CaseType, "event")).Value!;
    private static readonly WorkflowEngine Engine = new();

    public static TheoryData<string> Scenarios =>
        [.. ScenarioJson.ReadFolder(Folder).Value!.Where(s => s.Report.Rejected is null).Select(s => s.ScenarioId)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Process_takes_the_path_of_the_scenario(string id)
    {
        var scenario = ScenarioJson.ReadFolder(Folder).Value!.Single(s => s.ScenarioId == id);
        var process = new Process(scenario);

        foreach (var step in scenario.Steps)
        {
            process.Wait(step.HoursLater);
            if (step.Rejected is null)
            {
                process.Complete(step);
            }
        }

        process.Wait(scenario.Expected.HoursLater);
        Assert.Equal(scenario.Expected.Path, process.Path);
        Assert.Equal(scenario.Expected.OpenSteps, process.OpenTasks.Values.Select(t => t.StepId));
        Assert.Equal(scenario.Expected.Status, process.Status);
        Assert.Equal(scenario.Expected.DueAt, process.Due);
        Assert.Equal(scenario.Expected.Overdue, process.IsOverdue);
        Assert.Equal(scenario.Expected.Department, (string?)process.Data["departmentCode"]);
    }

    private static ReadOnlyMemory<byte> Content(ArtefactKind kind, string key) =>
        Package.Artefacts.Single(a => a.Kind == kind && a.Key == key).Content;

    private sealed class Process
    {
        private readonly CompiledWorkflow _workflow = Engine.Compile(Content(ArtefactKind.Workflow, "event-dispatch")).Value!;
        private readonly InstanceId _instance;
        private InstanceState _state;
        private DateTimeOffset _now;
        private DateTimeOffset? _closedAt;

        public Process(ScenarioDefinition scenario)
        {
            _now = scenario.StartsAt.ToUniversalTime();
            _instance = InstanceId.New(_now);
            Data = scenario.Report.Data.DeepClone().AsObject();
            Status = CaseType.Statuses[0].Key;
            var burst = Engine.Start(_workflow, _instance, new Stimulus.Start([]), new BurstContext(_now, 1));
            _state = burst.State;
            Apply(burst);
        }

        public Dictionary<string, UserTaskRequest> OpenTasks { get; } = [];

        public List<string> Path { get; } = [];

        public JsonObject Data { get; }

        public string Status { get; private set; }

        public DateTimeOffset? Due { get; private set; }

        public bool IsOverdue => (_closedAt ?? _now) > Due;

        public void Wait(decimal hours) => _now += TimeSpan.FromHours((double)hours);

        public void Complete(ScenarioStep step)
        {
            var (bookmark, task) = OpenTasks.Single(t => t.Value.StepId == step.Step);
            Assert.Contains(step.Outcome, task.Outcomes.Select(o => o.Name));
            Set(step.Data);
            Path.Add(step.Step);
            var burst = Engine.Continue(_workflow, _instance, _state, new Stimulus.CompleteTask(bookmark, step.Outcome, step.As, Seen()), new BurstContext(_now, 1));
            _state = burst.State;
            Apply(burst);
        }

        /// <summary>The case's data with what the server adds about its class.</summary>
        private JsonObject Seen()
        {
            var seen = Data.DeepClone().AsObject();
            if (Classes.Find((string?)Data["classCode"] ?? "") is { } entry)
            {
                seen["$limitHours"] = entry.Attributes.Number(DictionaryAttribute.LimitHours);
                seen["$defaultDepartment"] = entry.Attributes.Text(DictionaryAttribute.Department);
            }

            return seen;
        }

        private void Apply(BurstResult burst)
        {
            Assert.Empty(burst.State.Incidents);
            foreach (var closed in burst.Closed)
            {
                OpenTasks.Remove(closed);
            }

            foreach (var effect in burst.Effects)
            {
                switch (effect)
                {
                    case Effect.OpenTask open:
                        OpenTasks.Add(open.BookmarkId, open.Task);
                        break;
                    case Effect.UpdateCase update:
                        Status = update.Status ?? Status;
                        Due = update.Due ?? Due;
                        _closedAt = CaseType.Status(Status)!.Phase == CasePhase.Open ? null : _now;
                        Set(update.Data ?? []);
                        break;
                }
            }
        }

        private void Set(JsonObject fields)
        {
            foreach (var (key, value) in fields)
            {
                Data[key] = value?.DeepClone();
            }
        }
    }
}
