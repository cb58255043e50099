using LowCode.Portal.Cases;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Public;

/// <summary>公众上报: the form that a case type gives to the public, and the number to ask with later.</summary>
public sealed partial class PublicReportPage
{
    private OpenedCase? _opened;
    private int _round;

    [Parameter]
    public required string TenantCode { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required FormContexts Contexts { get; set; }

    [Inject]
    public required OpenCase Open { get; set; }

    [Inject]
    public required PublicLimiter Limiter { get; set; }

    [Inject]
    public required ClientAddress Client { get; set; }

    private async Task<ReportChoice> ReadAsync(Tenant tenant, CancellationToken cancellation) => ReportChoice.Of(
        await Definitions.CurrentAsync(tenant.Id, cancellation),
        await Contexts.ForPublicAsync(tenant, cancellation),
        type => type.PublicStep);

    private async Task<Result<OpenedCase>> OpenAsync(Tenant tenant, ReportableType type, ReportSubmission submission) =>
        Limiter.TryTake(Client)
            ? await Open.HandleAsync(Actor.Public(tenant.Id), new OpenCaseCommand(type.CaseType, submission.Data, submission.OperationId) { FormHash = type.FormHash }, CancellationToken.None)
            : new Rejection(RejectionKind.TooMany, "public.too-many", Texts.PublicTooMany);

    private void StartOver()
    {
        _opened = null;
        _round++;
    }
}
