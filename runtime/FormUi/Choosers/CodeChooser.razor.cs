using LowCode.Definitions.Dictionaries;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.FormUi.Choosers;

/// <summary>The chooser's dialog: groups beside classes on a wide screen, one after the other on a phone. Closes with the code chosen.</summary>
public sealed partial class CodeChooser
{
    private EntryTree _tree = EntryTree.Empty;
    private DictionaryEntry? _group;
    private string _search = "";

    internal static DialogOptions Options { get; } = new()
    {
        FullWidth = true,
        MaxWidth = MaxWidth.Medium,
        CloseButton = true,
        CloseOnEscapeKey = true,
        DefaultFocus = DefaultFocus.FirstChild,
    };

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter]
    public IReadOnlyList<DictionaryEntry> Entries { get; set; } = [];

    [Parameter]
    public string? Code { get; set; }

    [Parameter]
    public bool Groups { get; set; }

    /// <summary>The group whose classes a wide screen shows although none was opened yet.</summary>
    private DictionaryEntry Shown => _group ?? _tree.RootOf(Code) ?? _tree.Roots[0];

    protected override void OnInitialized() => _tree = new EntryTree(Entries);

    private void Open(DictionaryEntry root) => _group = root;

    private void Search(ChangeEventArgs typed) => _search = typed.Value?.ToString()?.Trim() ?? "";

    private void Choose(DictionaryEntry entry) => Dialog.Close(DialogResult.Ok(entry.Code));
}
