using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using LowCode.FormUi.Browser;
using LowCode.FormUi.Filling;
using LowCode.FormUi.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Fields;

/// <summary>A table of up to 200 rows. Its cells are those of the form's session; a row is drawn again only when something in it changed.</summary>
public sealed partial class TableField
{
    private const int MostProblems = 10;
    private const string Go = "go";

    private readonly List<ShownRow> _rows = [];
    private DotNetObjectReference<TableField>? _self;
    private BrowserModule? _browser;
    private (Guid Row, string Column)? _open;
    private string? _goTo;
    private IReadOnlyList<string> _pasted = [];

    [CascadingParameter]
    public FormFilling? Filling { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    private int Most => FieldValue.MostRows(Field);

    private IReadOnlyList<FormField> Columns => [.. Field.Columns.Where(c => !c.IsRetired)];

    private IReadOnlyList<Problem> CellProblems => Filling?.CellProblemsOf(Field.Key) ?? [];

    /// <summary>A text that the browser edited.</summary>
    [JSInvokable]
    public async Task TypeAsync(int row, string column, string text)
    {
        if (Columns.FirstOrDefault(c => c.Key == column) is { } field && row < _rows.Count)
        {
            _pasted = [];
            await Filling!.SetAsync(new FieldPlace(Field.Key, row, column), CellText.Read(field, text, Context.Zone));
        }
    }

    /// <summary>Cells that came from a spreadsheet, from a cell on to the right and down; rows that are missing are added. What finds no place is told.</summary>
    [JSInvokable]
    public async Task PasteAsync(int row, string column, string[][] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var columns = Columns.SkipWhile(c => c.Key != column).ToList();
        var refused = new List<string>();
        var taken = cells.Take(Most - row).ToList();
        foreach (var (down, line) in taken.Index())
        {
            if (row + down >= _rows.Count)
            {
                await AddRowAsync();
            }

            foreach (var (text, field) in line.Zip(columns).Where(c => !c.Second.IsCalculated))
            {
                var place = new FieldPlace(Field.Key, row + down, field.Key);
                var isOpen = Filling!.StateOf(place) is { IsReadOnly: false };
                if (isOpen && PastedText.TryRead(field, text, Context, out var value))
                {
                    await Filling.SetAsync(place, value);
                }
                else if (!string.IsNullOrWhiteSpace(text))
                {
                    refused.Add(Texts.PasteCell.With(row + down + 1, field.Label, text.Trim()));
                }
            }
        }

        _pasted = [.. PasteProblems(cells.Length - taken.Count, refused)];
        StateHasChanged();
    }

    private IEnumerable<string> PasteProblems(int rowsLeft, List<string> refused)
    {
        if (rowsLeft > 0)
        {
            yield return Texts.PasteRowsLeft.With(rowsLeft, Most);
        }

        if (refused.Count > 0)
        {
            yield return Texts.PasteCellsLeft.With(refused.Count, string.Join("; ", refused.Take(MostProblems)));
        }
    }

    /// <summary>Somebody went into a cell that the browser cannot edit by itself.</summary>
    [JSInvokable]
    public void Open(int row, string column)
    {
        if (row < _rows.Count)
        {
            SetOpen((_rows[row].Id, column));
        }
    }

    /// <summary>Nobody is in such a cell any more.</summary>
    [JSInvokable]
    public void Close() => SetOpen(null);

    /// <summary>Enter in the last row.</summary>
    [JSInvokable]
    public async Task NextRowAsync(string column)
    {
        if (_rows.Count < Most)
        {
            await AddRowAsync();
            _goTo = ProblemPath.CellId(Field.Key, _rows.Count - 1, column);
            StateHasChanged();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override void OnParametersSet()
    {
        // Where somebody set the whole table, rows are told apart by their place alone.
        var count = Filling?.RowsOf(Field.Key) ?? 0;
        while (_rows.Count > count)
        {
            _rows.RemoveAt(_rows.Count - 1);
        }

        while (_rows.Count < count)
        {
            _rows.Add(new ShownRow());
        }

        foreach (var row in (Filling?.TakeChangedRows(Field.Key) ?? []).Where(row => row < _rows.Count))
        {
            _rows[row].Version++;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _browser = new BrowserModule(Js, "table");
            await _browser.CallAsync("listen", $"{ControlId}-box", _self);
        }

        if (_goTo is { } cell)
        {
            _goTo = null;
            await _browser!.CallAsync(Go, cell);
        }
    }

    private async Task AddAsync()
    {
        await AddRowAsync();
        _goTo = Columns.FirstOrDefault(c => !c.IsCalculated) is { } first ? ProblemPath.CellId(Field.Key, _rows.Count - 1, first.Key) : null;
    }

    private async Task AddRowAsync()
    {
        _rows.Add(new ShownRow());
        await Filling!.AddRowAsync(Field.Key);
    }

    private async Task RemoveAsync(ShownRow row)
    {
        var index = _rows.IndexOf(row);
        _rows.RemoveAt(index);
        foreach (var behind in _rows.Skip(index))
        {
            behind.Version++;
        }

        await Filling!.RemoveRowAsync(Field.Key, index);
    }

    private void SetOpen((Guid Row, string Column)? open)
    {
        // An upload ends with the editor that began it.
        if (Filling!.IsAwaited(Field.Key))
        {
            return;
        }

        _open = open;
        StateHasChanged();
    }

    private sealed class ShownRow
    {
        public Guid Id { get; } = Guid.NewGuid();

        public int Version { get; set; }
    }
}
