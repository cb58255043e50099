using LowCode.Definitions.CaseTypes;

namespace LowCode.Work.Privacy;

/// <summary>A column of the cases of one type whose values somebody must not see, and so must not find cases by.</summary>
public sealed record MaskedColumn(CaseColumn Column, string CaseType);

/// <summary>What lists and searches take from a case's data.</summary>
public enum CaseColumn
{
    Title,
    Class,
    Department,
    Address,
    ReporterName,
}

/// <summary>Which field a column is filled from.</summary>
internal static class CaseColumnFields
{
    /// <summary>The field's key; null: the case type fills the column from none.</summary>
    public static string? KeyOf(this CaseFields fields, CaseColumn column) => column switch
    {
        CaseColumn.Title => fields.Title,
        CaseColumn.Class => fields.Class,
        CaseColumn.Department => fields.Department,
        CaseColumn.Address => fields.Address,
        CaseColumn.ReporterName => fields.ReporterName,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Expected a known column."),
    };
}
