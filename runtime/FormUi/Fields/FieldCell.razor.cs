using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.FormUi.Filling;
using Microsoft.AspNetCore.Components;

namespace LowCode.FormUi.Fields;

/// <summary>
/// A field where it stands in the form. What is wrong is said once the person went on to something else: nobody is told that half a date is
/// none.
/// </summary>
public sealed partial class FieldCell
{
    private bool _isDirty = true;
    private bool _isFocused;
    private bool _isShown;
    private bool _isMasked;
    private RevealedValue? _revealed;
    private FieldRight _right;
    private JsonNode? _value;
    private string? _problem;
    private string? _origin;
    private IReadOnlySet<string>? _allowed;
    private Func<DictionaryEntry, bool>? _allows;
    private (FormFilling? Filling, FormField? Field, bool ReadOnly, JsonNode? Current) _drawn;

    [Parameter, EditorRequired]
    public required FormField Field { get; set; }

    [Parameter, EditorRequired]
    public required FormFilling Filling { get; set; }

    /// <summary>What the step's right says; <see cref="FieldRight.Hidden"/> fields have no cell.</summary>
    [Parameter, EditorRequired]
    public required FieldRight Right { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What the case holds: shown where this step may not write, so that it follows what others do meanwhile.</summary>
    [Parameter]
    public JsonNode? Current { get; set; }

    /// <summary>Whether the value, which is masked, may be looked at; null: it is not masked.</summary>
    [Parameter]
    public bool? MayReveal { get; set; }

    [CascadingParameter]
    public FormContext Context { get; set; } = FormContext.Empty;

    private bool IsWritten => Right is FieldRight.Write or FieldRight.Required;

    // A table is changed row by row, so whoever changes it must see it.
    private EventCallback Replacing => IsWritten && !ReadOnly && !Field.IsRetired && !Field.IsCalculated && Field.Type != FieldType.Table ? EventCallback.Factory.Create(this, ReplaceAsync) : default;

    private bool IsWide => Field.Span is null && IsWideType(Field.Type);

    /// <summary>What needs the whole width of a form.</summary>
    public static bool IsWideType(FieldType type) =>
        type is FieldType.LongText or FieldType.RichText or FieldType.Photo or FieldType.Video or FieldType.Audio or FieldType.File or FieldType.GeoPoint
            or FieldType.GeoLine or FieldType.GeoArea or FieldType.Address or FieldType.Signature or FieldType.Table or FieldType.Display;

    public void Dispose() => Filling.Hide(Field.Key);

    protected override void OnParametersSet()
    {
        if (_drawn.Filling != Filling || _drawn.Field != Field || _drawn.ReadOnly != ReadOnly || !JsonNode.DeepEquals(_drawn.Current, Current))
        {
            _drawn = (Filling, Field, ReadOnly, Current?.DeepClone());
            Filling.Show(Field.Key, Draw);
            Look();
        }
    }

    protected override bool ShouldRender()
    {
        var isDirty = _isDirty;
        _isDirty = false;
        return isDirty;
    }

    private void Draw()
    {
        Look();
        StateHasChanged();
    }

    private void Leave()
    {
        _isFocused = false;
        Look();
    }

    private async Task RevealAsync()
    {
        if (Context.Reveal is { } reveal && await reveal(Field) is { } revealed)
        {
            _revealed = revealed;
            await Filling.UnmaskAsync(Field.Key, revealed.Value);
            Draw();
        }
    }

    private async Task ReplaceAsync()
    {
        await Filling.UnmaskAsync(Field.Key, null);

        // What stands there then is what is stored.
        await Filling.SetAsync(new FieldPlace(Field.Key), null);
        Draw();
    }

    private void Look()
    {
        _isDirty = true;
        var place = new FieldPlace(Field.Key);
        var state = Filling.StateOf(place);
        var isWritten = IsWritten;
        _right = ReadOnly || !isWritten || state.IsReadOnly || Field.IsRetired || Field.IsCalculated
            ? FieldRight.Read
            : state.IsRequired ? FieldRight.Required : FieldRight.Write;
        _value = isWritten || (Field.IsCalculated && _revealed is null) ? state.Value : _revealed is null ? Current : _revealed.Value;
        _isMasked = isWritten ? state.IsMasked : MayReveal is not null && _revealed is null && !FieldValue.IsEmpty(Current);
        _origin = state.Origin;
        _isShown = state.IsRelevant
            && (_right != FieldRight.Read || Field.Type == FieldType.Display || !FieldValue.IsEmpty(_value) || (Field.IsCalculated && isWritten && !ReadOnly));
        _allowed = _isShown ? Filling.AllowedOf(place, Field) : null;
        _allows = Filling.FilterOf(place, Field);
        var problem = Filling.ProblemOf(place);
        _problem = problem is null || _problem is not null || !_isFocused ? problem : null;
    }
}
