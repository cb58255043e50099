using System.Globalization;
using LowCode.Engine.Expressions;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Portal.Session;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Rules;

/// <summary>表达式试算: an expression of the business language tried on values while it is written. Nothing is stored.</summary>
public sealed partial class ExpressionsPage
{
    private string _text = Texts.ExpressionExample;
    private string _given = Texts.ExpressionExampleValues;
    private TrialValues _values = TrialValues.Of("", FeelOptions.Standard, default);
    private ExpressionTrial _trial = ExpressionTrial.Of("", TrialValues.Of("", FeelOptions.Standard, default), FeelOptions.Standard, default);

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    protected override Task OnInitializedAsync() => Session.Actor.IsAdministrator ? GiveAsync(_given) : Task.CompletedTask;

    private async Task GiveAsync(string given)
    {
        _given = given;
        var options = ExpressionTrial.OptionsAt(Clock.GetUtcNow());
        _values = await Task.Run(() => TrialValues.Of(given, options, default));
        await WriteAsync(_text);
    }

    // The word for it, and FEEL's own name.
    private static string TypeText(FeelType type) =>
        type.Kind is { } kind ? $"{FeelTexts.Of(Kinds.Of(kind).Key, CultureInfo.CurrentUICulture)} · {type}" : "—";

    private async Task WriteAsync(string text)
    {
        _text = text;
        var (values, options) = (_values, ExpressionTrial.OptionsAt(Clock.GetUtcNow()));
        var trial = await Task.Run(() => ExpressionTrial.Of(text, values, options, default));

        // What was written meanwhile has its own answer on the way.
        if (_text == text && ReferenceEquals(_values, values))
        {
            _trial = trial;
        }
    }
}
