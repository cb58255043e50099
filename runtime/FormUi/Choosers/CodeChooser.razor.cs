using LowCode.Definitions.Dictionaries;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.FormUi.Choosers;

/// <summary>
/// The chooser's dialog: groups beside classes on a wide screen, one after the other on a phone. Where a group has very much below it, it is
/// opened level by level. Closes with the code chosen.
/// </summary>
public sealed partial class CodeChooser
{
    /// <summary>Items of one list.</summary>
    private const int Most = 200;

    private DictionaryEntry? _group;
    private EntryTree _tree = null!;
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

    [Parameter, EditorRequired]
    public required DictionaryDefinition Dictionary { get; set; }

    /// <summary>The day on which codes must hold; null: any that ever held.</summary>
    [Parameter]
    public DateOnly? Day { get; set; }

    /// <summary>Null: all may be chosen.</summary>
    [Parameter]
    public Func<DictionaryEntry, bool>? Allows { get; set; }

    [Parameter]
    public string? Code { get; set; }

    [Parameter]
    public bool Groups { get; set; }

    /// <summary>The group whose classes a wide screen shows although none was opened yet: where the chosen code stands.</summary>
    private DictionaryEntry Shown => _group ?? Start() ?? _tree.Roots[0];

    protected override void OnInitialized() => _tree = new EntryTree(Dictionary, Day, Allows, Groups);

    private void Open(DictionaryEntry group) => _group = group;

    // From a top group back to the list of them.
    private void Leave() => _group = Shown.Parent is { } parent && _tree.Lineage(parent) is { Count: > 0 } above ? above[^1] : null;

    private void Search(ChangeEventArgs typed) => _search = typed.Value?.ToString()?.Trim() ?? "";

    private void Choose(DictionaryEntry entry) => Dialog.Close(DialogResult.Ok(entry.Code));

    private DictionaryEntry? Start()
    {
        var path = _tree.Lineage(Code);
        return path.Count == 0 || !_tree.Roots.Contains(path[0]) ? null : path.FirstOrDefault(g => !IsLarge(g)) is { } small && small != path[^1] ? small : path[Math.Max(0, path.Count - 2)];
    }

    private bool IsLarge(DictionaryEntry group) => _tree.Under(group, Most + 1).Count > Most;
}
