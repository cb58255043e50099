using System.Globalization;
using LowCode.Engine.Expressions;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Portal.Session;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Rules;

/// <summary>表达式试算: an expression of the business language tried on values while it is written. Nothing is stored.</summary>
public sealed partial class ExpressionsPage : IDisposable
{
    /// <summary>Characters of a value that a person looks at.</summary>
    private const int MostText = 500;

    private CancellationTokenSource _running = new();
    private string _text = Texts.ExpressionExample;
    private string _given = Texts.ExpressionExampleValues;
    private string? _givenOf;
    private TrialValues _values = TrialValues.Of("", FeelOptions.Standard, default);
    private ExpressionTrial _trial = ExpressionTrial.Of("", TrialValues.Of("", FeelOptions.Standard, default), FeelOptions.Standard, default);

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    protected override Task OnInitializedAsync() => Session.Actor.IsAdministrator ? GiveAsync(_given) : Task.CompletedTask;

    public void Dispose()
    {
        _running.Cancel();
        _running.Dispose();
    }

    private Task GiveAsync(string given)
    {
        _given = given;
        return TryAsync();
    }

    private Task WriteAsync(string text)
    {
        _text = text;
        return TryAsync();
    }

    /// <summary>What still runs for older texts is given up.</summary>
    private async Task TryAsync()
    {
        await _running.CancelAsync();
        _running.Dispose();
        _running = new CancellationTokenSource();
        var (text, given, known, cancellation) = (_text, _given, _givenOf == _given ? _values : null, _running.Token);
        var options = ExpressionTrial.OptionsAt(
            TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Session.Tenant.Zone), (await Definitions.CurrentAsync(Session.Actor.Tenant, cancellation)).Decisions.Dictionaries);
        try
        {
            (_values, _trial) = await Task.Run(
                () =>
                {
                    var values = known ?? TrialValues.Of(given, options, cancellation);
                    return (values, ExpressionTrial.Of(text, values, options, cancellation));
                },
                cancellation);
            _givenOf = given;
        }
        catch (OperationCanceledException)
        {
            // The newer texts have their own answer on the way.
        }
    }

    // The word for it, and FEEL's own name.
    private static string TypeText(FeelType type) =>
        type.Kind is { } kind ? $"{FeelTexts.Of(Kinds.Of(kind).Key, CultureInfo.CurrentUICulture)} · {type}" : "—";
}
