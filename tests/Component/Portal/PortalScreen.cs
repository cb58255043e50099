using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.Portal;
using LowCode.Portal.Session;
using LowCode.Tests.Component.Work;
using LowCode.Work.Access;
using LowCode.Work.Attachments;
using LowCode.Work.Calls;
using LowCode.Work.Cases;
using LowCode.Work.Changes;
using LowCode.Work.DeadLetters;
using LowCode.Work.Evaluations;
using LowCode.Work.FormDrafts;
using LowCode.Work.Handling;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Prefills;
using LowCode.Work.Prints;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using LowCode.Work.Statistics;
using LowCode.Work.Stores;
using LowCode.Work.Tasks;
using LowCode.Work.Troubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using Xunit;
using TestContext = Xunit.TestContext;

namespace LowCode.Tests.Component.Portal;

/// <summary>Pages on a screen, over the real use cases and a real database with the event-dispatch template in it.</summary>
internal sealed class PortalScreen : IAsyncDisposable
{
    private readonly BunitContext _context = new();
    private readonly TestWork _work;
    private int _operations;

    private PortalScreen(TestWork work)
    {
        _work = work;
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddPortal();
        Share<ReadTasks>();
        Share<CompleteTask>();
        Share<ReadCases>();
        Share<ReadHistory>();
        Share<ReadRecords>();
        Share<IPagePrinter>();
        Share<ReadStandstill>();
        Share<OpenCase>();
        Share<LookUpCase>();
        Share<ReadStatistics>();
        Share<KeepFormDraft>();
        Share<ReadFormDrafts>();
        Share<DropFormDraft>();
        Share<UpgradeFormDraft>();
        Share<RevealField>();
        Share<ReadPrefills>();
        Share<ReadAttachment>();
        Share<AttachmentOptions>();
        Share<CreateApiKey>();
        Share<ReadApiKeys>();
        Share<RevokeApiKey>();
        Share<AllowHost>();
        Share<ReadRuleSets>();
        Share<ReadRuleEffects>();
        Share<ReplayEvaluations>();
        Share<ReadDecisions>();
        Share<ExplainDecision>();
        Share<ExplainVerdict>();
        Share<ExchangeLists>();
        Share<ExchangeTables>();
        Share<ReadDeadLetters>();
        Share<ResolveDeadLetter>();
        Share<ReadSetAsideTriggers>();
        Share<ReadQuarantinedInstances>();
        Share<ReleaseInstance>();
        Share<TakeUpTrigger>();
        Share<CountTroubles>();
        Share<PublishedDefinitions>();
        Share<ChangeFeed>();
        Share<StoreState>();
        Share<IDirectory>();
        Share<TimeProvider>();
        _context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _context.Render<MudPopoverProvider>();
        Dialogs = _context.Render<MudDialogProvider>();
        Messages = _context.Render<MudSnackbarProvider>();
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IRenderedComponent<MudDialogProvider> Dialogs { get; }

    public IRenderedComponent<MudSnackbarProvider> Messages { get; }

    public TestWork Work => _work;

    public FakeTimeProvider Time => _work.Time;

    public NavigationManager Links => _context.Services.GetRequiredService<NavigationManager>();

    public string Path => new Uri(Links.Uri).PathAndQuery;

    public Actor Acceptor => _work.Person("acceptor", "acceptor", "ZHZX");

    public Actor Administrator => _work.Person("admin", Actor.AdministratorRole);

    /// <summary>Not asynchronous itself, so that the language stays set for the test that calls it.</summary>
    public static Task<PortalScreen> OpenAsync(string culture = "zh-CN")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        return OpenTemplateAsync();
    }

    public T Get<T>()
        where T : notnull => _work.Get<T>();

    /// <summary>Opens a page as somebody; its address decides what it shows.</summary>
    public async Task<IRenderedComponent<TPage>> ShowAsync<TPage>(Actor actor, string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        var directory = Get<IDirectory>();
        var session = new PortalSession(
            actor,
            (await directory.TenantAsync(actor.Tenant, Cancellation))!,
            [.. (await directory.DepartmentsAsync(actor.Tenant, Cancellation)).Select(d => new FormOption(d.Code, d.Name))]);
        Links.NavigateTo(address);
        return _context.Render<TPage>(p =>
        {
            p.AddCascadingValue(session);
            parameters?.Invoke(p);
        });
    }

    /// <summary>Opens a page for people without an account.</summary>
    public IRenderedComponent<TPage> ShowPublic<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        Links.NavigateTo(address);
        return _context.Render<TPage>(p => parameters?.Invoke(p));
    }

    public async Task<OpenedCase> ReportAsync(string title = "路面破损")
    {
        var data = new JsonObject
        {
            ["title"] = title,
            ["description"] = "人行道边路面破损",
            ["classCode"] = "E-01-902",
            ["grade"] = "IV",
            ["address"] = "望澜路 18 号",
            ["channel"] = "hotline",
            ["reporterName"] = "张三",
            ["reporterPhone"] = "13800000000",
        };
        var answer = await Get<OpenCase>().HandleAsync(
            _work.Person("grid", "reporter", "ZHZX"), new OpenCaseCommand("event", data, $"report-{++_operations}"), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
        return answer.Value;
    }

    public async Task<string> OpenTaskOfAsync(OpenedCase opened) =>
        Assert.Single(await Get<ITaskQueries>().OpenOfCaseAsync(Acceptor.Tenant, opened.CaseId, Cancellation)).TaskId;

    /// <summary>Somebody else accepts the case.</summary>
    public async Task AcceptElsewhereAsync(string taskId)
    {
        var data = new JsonObject { ["classCode"] = "E-01-902", ["grade"] = "IV" };
        var answer = await Get<CompleteTask>().HandleAsync(
            Acceptor, new CompleteTaskCommand(taskId, "accept", data, null, $"accept-{++_operations}"), Cancellation);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _work.DisposeAsync();
    }

    /// <summary>Over what a test has made itself; it goes with the screen.</summary>
    public static PortalScreen Over(TestWork work) => new(work);

    private static async Task<PortalScreen> OpenTemplateAsync() => new(await TestWork.WithTemplateAsync());

    private void Share<T>()
        where T : class => _context.Services.AddSingleton(_work.Get<T>());
}
