using System.Globalization;
using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Expressions;

/// <summary>An editor for a text in FEEL. What a person writes is reported, never written back; give it another <c>@key</c> to start over.</summary>
public sealed partial class ExpressionEditor : IAsyncDisposable
{
    /// <summary>So many are looked through while one writes; who asks gets all.</summary>
    private const int MostOffers = 12;

    private ElementReference _box;
    private DotNetObjectReference<ExpressionEditor>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _editor;
    private string _written = "";
    private IReadOnlyList<FeelProblem> _marked = [];

    /// <summary>What the text begins with.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    /// <summary>Called when a person paused.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>What may be named.</summary>
    [Parameter, EditorRequired]
    public required FeelScope Scope { get; set; }

    /// <summary>Found in the text that was reported last.</summary>
    [Parameter]
    public IReadOnlyList<FeelProblem> Problems { get; set; } = [];

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The id of an element that says more.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    [Parameter]
    public int Rows { get; set; } = 4;

    [Parameter]
    public string? Test { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    private string ListId { get; } = $"offers-{Guid.NewGuid():N}";

    /// <summary>What a person wrote.</summary>
    [JSInvokable]
    public async Task WriteAsync(string text)
    {
        _written = text;
        await TextChanged.InvokeAsync(text);
    }

    /// <summary>What may stand at the caret.</summary>
    /// <param name="isWanted">Asked for: everything is offered, also where nothing of a name is written yet.</param>
    [JSInvokable]
    public Offered Offer(string text, int caret, bool isWanted)
    {
        var found = Completion.At(text, Math.Clamp(caret, 0, text.Length), Scope);
        var begun = text[found.Start..Math.Clamp(caret, found.Start, text.Length)];

        // Behind a point the properties are what one looks for; elsewhere an offer on every blank would be in the way.
        var isOpen = isWanted || begun.Length > 0 || (found.Start > 0 && text[found.Start - 1] == '.');
        var items = found.Fields.Select(f => new OfferedName(f.Name, f.Name, f.Type.ToString()))
            .Concat(found.Functions.Select(f => new OfferedName(f, f + "(", FeelTexts.Of("kind.Function", CultureInfo.CurrentUICulture))))
            .Concat(found.Types.Select(t => new OfferedName(t, t, Texts.ExpressionType)))
            .Where(i => i.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase) && i.Name != begun);
        return new Offered(found.Start, isOpen ? [.. items.Take(isWanted ? int.MaxValue : MostOffers)] : []);
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            foreach (var script in new[] { _editor, _module })
            {
                if (script is not null)
                {
                    await script.DisposeAsync();
                }
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and its scripts with it.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _written = Text;
            _self = DotNetObjectReference.Create(this);
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./_content/LowCode.FormUi/expression.js");
            _editor = await _module.InvokeAsync<IJSObjectReference>("attach", _box, _self, Text);
        }

        if (_editor is not null && !ReferenceEquals(_marked, Problems))
        {
            _marked = Problems;
            await _editor.InvokeVoidAsync("mark", _written, Problems.Select(p => new { start = p.Span.Start, length = p.Span.Length }).OrderBy(p => p.start));
        }
    }

    /// <param name="Start">Where the offered name begins in the text.</param>
    public sealed record Offered(int Start, IReadOnlyList<OfferedName> Items);

    /// <param name="Text">What is written when it is taken.</param>
    /// <param name="Type">What it is, in words.</param>
    public sealed record OfferedName(string Name, string Text, string Type);
}
