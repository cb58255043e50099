using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.FormUi.Choosers;

/// <summary>Chooses one code of a dictionary: group first (大类), then class (小类), or by searching.</summary>
public sealed partial class CodePicker
{
    private static readonly DictionaryDefinition _none = new("", LocalizedText.Empty, []);

    [Parameter, EditorRequired]
    public required string ControlId { get; set; }

    /// <summary>Heading of the chooser.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Null: the dictionary is not there, nothing can be chosen.</summary>
    [Parameter]
    public DictionaryDefinition? Dictionary { get; set; }

    [Parameter]
    public string? Code { get; set; }

    [Parameter]
    public EventCallback<string?> CodeChanged { get; set; }

    /// <summary>The day on which codes must hold to be offered; null: all are, for looking up old records.</summary>
    [Parameter]
    public DateOnly? Day { get; set; }

    /// <summary>Whether a code may be chosen now, beside that; null: all may.</summary>
    [Parameter]
    public Func<DictionaryEntry, bool>? Allows { get; set; }

    /// <summary>True: groups can be chosen too and stand for all below them, as filters want it.</summary>
    [Parameter]
    public bool Groups { get; set; }

    [Parameter]
    public bool Clearable { get; set; }

    [Parameter]
    public bool Invalid { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? DescribedBy { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    private string? Chosen => Code is null ? null : Dictionary?.PathOf(Code, Day) ?? Code;

    private async Task ChooseAsync()
    {
        var parameters = new DialogParameters<CodeChooser>
        {
            { c => c.Dictionary, Dictionary ?? _none },
            { c => c.Day, Day },
            { c => c.Allows, Allows },
            { c => c.Code, Code },
            { c => c.Groups, Groups },
        };
        var dialog = await Dialogs.ShowAsync<CodeChooser>(Title, parameters, CodeChooser.Options);
        if (await dialog.Result is { Canceled: false, Data: string code })
        {
            await CodeChanged.InvokeAsync(code);
        }
    }
}
