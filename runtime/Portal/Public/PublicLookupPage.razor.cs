using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace LowCode.Portal.Public;

/// <summary>进度查询: by number and the phone that was left, so that a number alone tells nothing.</summary>
public sealed partial class PublicLookupPage
{
    private string? _number;
    private string? _phone;
    private string? _rejection;
    private PublicCase? _found;
    private bool _isAsking;

    [Parameter]
    public required string TenantCode { get; set; }

    [SupplyParameterFromQuery]
    public string? Number { get; set; }

    [Inject]
    public required LookUpCase LookUp { get; set; }

    [Inject]
    public required PublicLimiter Limiter { get; set; }

    [Inject]
    public required ClientAddress Client { get; set; }

    [Inject]
    public required StoreState Store { get; set; }

    [Inject]
    public required ILogger<PublicLookupPage> Log { get; set; }

    protected override void OnInitialized() => _number = Number;

    private async Task AskAsync(Tenant tenant)
    {
        (_found, _rejection) = (null, null);
        if (string.IsNullOrWhiteSpace(_number) || string.IsNullOrWhiteSpace(_phone))
        {
            _rejection = Texts.LookupMissing;
            return;
        }

        if (!Limiter.TryTake(Client))
        {
            _rejection = Texts.PublicTooMany;
            return;
        }

        _isAsking = true;
        try
        {
            var result = await LookUp.HandleAsync(tenant.Id, _number.Trim(), _phone.Trim(), CancellationToken.None);
            (_found, _rejection) = (result.Value, result.Rejection?.Message);
        }
        catch (Exception e)
        {
            LogFailure(Log, e);
            _rejection = Store.Refusal(e)?.Message ?? Texts.LoadFailedText;
        }
        finally
        {
            _isAsking = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A public look-up failed")]
    private static partial void LogFailure(ILogger log, Exception exception);
}
