using System.Text.Json.Nodes;

namespace LowCode.Definitions.Imports;

/// <summary>Where the value of a form field comes from.</summary>
public abstract record RowValue
{
    private RowValue()
    {
    }

    /// <summary>Columns that it reads.</summary>
    public virtual IEnumerable<string> Columns => [];

    /// <summary>The same for every row; taken as it is.</summary>
    public sealed record Constant(JsonNode Value) : RowValue;

    /// <summary>The text of a column, turned into the field's type.</summary>
    /// <param name="Table">What to say instead, by the column's text; null: the text itself.</param>
    /// <param name="Otherwise">For texts that the table does not name; null: such a row is rejected.</param>
    /// <param name="Default">Where the column is empty; null: the field stays empty.</param>
    /// <param name="Cut">Characters kept; of a longer text the end gives way to <c>…</c>. Null: all.</param>
    public sealed record Column(string Name, IReadOnlyDictionary<string, string>? Table, string? Otherwise, string? Default, int? Cut) : RowValue
    {
        public override IEnumerable<string> Columns => [Name];
    }

    /// <summary>Texts of several columns, empty ones left out; the rest as for a column.</summary>
    public sealed record Join(IReadOnlyList<string> Names, string Separator, string? Default, int? Cut) : RowValue
    {
        public override IEnumerable<string> Columns => Names;
    }

    /// <summary>The first of several values that is not empty.</summary>
    public sealed record First(IReadOnlyList<RowValue> Values) : RowValue
    {
        public override IEnumerable<string> Columns => Values.SelectMany(v => v.Columns);
    }

    /// <summary>A point of two columns in degrees, WGS 84; empty where one of them is.</summary>
    public sealed record Position(string Longitude, string Latitude) : RowValue
    {
        public override IEnumerable<string> Columns => [Longitude, Latitude];
    }

    /// <summary>The dictionary code that the class mapping gave.</summary>
    public sealed record ClassCode : RowValue;

    /// <summary>The department's code.</summary>
    public sealed record DepartmentCode : RowValue;
}
