using System.Globalization;
using LowCode.Work.Statistics;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Statistics;

/// <summary>Opened and closed cases per day or month.</summary>
public sealed partial class TrendChart
{
    private const double Width = 1000;
    private const double Height = 200;
    private const int MostMarks = 6;

    [Parameter, EditorRequired]
    public required IReadOnlyList<CasesPerDay> Days { get; set; }

    [Parameter]
    public TrendUnit Unit { get; set; }

    private RoundScale Scale => RoundScale.For(Days.Count == 0 ? 0 : Days.Max(d => Math.Max(d.Opened, d.Closed)));

    /// <summary>A few days from first to last, evenly apart, to write below the picture.</summary>
    private IEnumerable<DateOnly> Marks
    {
        get
        {
            var count = Math.Min(MostMarks, Days.Count);
            return Enumerable.Range(0, count).Select(i => Days[count == 1 ? 0 : i * (Days.Count - 1) / (count - 1)].Day);
        }
    }

    private string Y(int value) => (Height - (value * Height / Scale.Top)).ToString("0.#", CultureInfo.InvariantCulture);

    private string Line(Func<CasesPerDay, int> value) => string.Join(' ', Days.Select((day, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{(Days.Count == 1 ? Width / 2 : i * Width / (Days.Count - 1)):0.#},{Y(value(day))}")));
}
