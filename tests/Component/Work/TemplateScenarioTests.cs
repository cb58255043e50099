using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Tasks;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Every scenario of every template, played through the real engine and the real store by the template's own people.</summary>
public sealed class TemplateScenarioTests
{
    public static TheoryData<string, string> Scenarios()
    {
        var scenarios = new TheoryData<string, string>();
        foreach (var template in Directory.EnumerateDirectories(Repository.PathOf("templates")).Order(StringComparer.Ordinal))
        {
            foreach (var scenario in ScenarioJson.ReadFolder(template).Value ?? [])
            {
                scenarios.Add(Path.GetFileName(template), scenario.ScenarioId);
            }
        }

        return scenarios;
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario_goes_as_it_says(string template, string scenario)
    {
        var folder = Repository.PathOf("templates/" + template);
        var definition = ScenarioJson.ReadFolder(folder).Value!.Single(s => s.ScenarioId == scenario);
        await using var work = await TestWork.WithTemplateAsync(template, definition.StartsAt);

        await new Player(work, definition, TemplateFolder.Read(folder).Value!.Manifest.DemoPeople).PlayAsync();
    }

    /// <summary>Does what the scenario's people do, at their times.</summary>
    private sealed class Player(TestWork work, ScenarioDefinition scenario, IReadOnlyList<TemplatePerson> people)
    {
        private readonly Dictionary<string, string> _newestTaskOfStep = new(StringComparer.Ordinal);
        private readonly List<string> _path = [];
        private OpenedCase? _case;
        private int _operations;

        private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

        public async Task PlayAsync()
        {
            await ReportAsync();
            foreach (var step in scenario.Steps)
            {
                await StepAsync(step);
            }

            await CompareAsync();
        }

        private async Task ReportAsync()
        {
            var reporter = scenario.Report.As is { } login ? Person(login) : Actor.Public(work.Tenant);
            var answer = await work.Get<OpenCase>().HandleAsync(
                reporter, new OpenCaseCommand(scenario.CaseType, scenario.Report.Data.DeepClone().AsObject(), "report"), Cancellation);
            Compare("the report", scenario.Report.Rejected, answer.Rejection);
            _case = answer.Value;
            await NoteTasksAsync();
        }

        private async Task StepAsync(ScenarioStep step)
        {
            work.Time.Advance(TimeSpan.FromHours((double)step.HoursLater));
            Assert.True(_newestTaskOfStep.TryGetValue(step.Step, out var task), $"Expected a task of step {step.Step}, but there never was one.");
            var answer = await work.Get<CompleteTask>().HandleAsync(
                Person(step.As),
                new CompleteTaskCommand(task, step.Outcome, step.Data.DeepClone().AsObject(), step.Comment, $"step-{++_operations}"),
                Cancellation);
            Compare($"{step.Outcome} at {step.Step}", step.Rejected, answer.Rejection);
            if (answer.IsAccepted)
            {
                _path.Add(step.Step);
            }

            await NoteTasksAsync();
        }

        private async Task CompareAsync()
        {
            var expected = scenario.Expected;
            work.Time.Advance(TimeSpan.FromHours((double)expected.HoursLater));
            Assert.Equal(expected.Path, _path);
            if (_case is null)
            {
                Assert.Null(expected.Status);
                return;
            }

            var details = (await work.Get<ReadCases>().GetAsync(Actor.System(work.Tenant), _case.Number, Cancellation)).Value!;
            var open = await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, _case.CaseId, Cancellation);
            Assert.Equal(expected.Status, details.Case.Status);
            Assert.Equal(expected.OpenSteps.Order(), open.Select(t => t.Step).Order());
            Assert.Equal(expected.DueAt, details.Case.DueAt);
            Assert.Equal(expected.Overdue, details.Case.IsOverdue(work.Time.GetUtcNow()));
            Assert.Equal(expected.Department, details.Case.Department);
            Assert.Equal(expected.Path, details.Timeline.Where(l => l.Kind == CaseEventKinds.TaskCompleted).Select(l => l.Step));
        }

        private async Task NoteTasksAsync()
        {
            if (_case is null)
            {
                return;
            }

            var outbox = work.GetAll<ISystemJob>().Single(j => j.Name == "outbox");
            await outbox.RunAsync(Cancellation);
            await outbox.SettleAsync(Cancellation);

            foreach (var task in await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, _case.CaseId, Cancellation))
            {
                _newestTaskOfStep[task.Step] = task.TaskId;
            }
        }

        private Actor Person(string login)
        {
            var person = people.Single(p => p.Login == login);
            return new Actor(work.Tenant, login, person.Name.ToString(), person.Roles, person.Department, person.Roles.Contains(Actor.AdministratorRole));
        }

        private static void Compare(string what, ScenarioRejection? expected, Rejection? rejection)
        {
            var said = rejection is null ? "accepted" : $"{rejection.Code}: {rejection.Message} {string.Join("; ", rejection.Problems)}";
            Assert.True(expected?.Kind.ToString() == rejection?.Kind.ToString(), $"Expected {what} to be {expected?.Kind.ToString() ?? "accepted"}, but it is {said}");
            Assert.Subset(rejection?.Problems.Select(p => p.Path).ToHashSet() ?? [], (expected?.Paths ?? []).ToHashSet());
        }
    }
}
