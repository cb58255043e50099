using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Imports;

/// <summary>
/// How the rows of a table become cases, as data. Format name: <c>lowcode.import/1</c>. Columns are named as the file's header names them.
/// </summary>
/// <param name="Source">Where the rows come from; with the key column's value it identifies a row for ever, so that nothing is loaded twice.</param>
/// <param name="Template">Template that a new tenant gets.</param>
/// <param name="Actor">The system that does every step of an imported case, as the timeline shows it.</param>
/// <param name="Fields">What the start form is filled with, by field key.</param>
/// <param name="Known">What the source knows beyond the start form and what is recorded with it, by field key: fields of later steps' forms.</param>
/// <param name="Steps">The way of a case to its end, in order; the last one closes it.</param>
public sealed record ImportMapping(
    string Source,
    ImportTenant Tenant,
    string Template,
    string CaseType,
    ImportActor Actor,
    ImportFileFormat File,
    string KeyColumn,
    ImportTimes Times,
    DepartmentMapping? Department,
    ClassMapping? Class,
    IReadOnlyDictionary<string, RowValue> Fields,
    IReadOnlyDictionary<string, RowValue> Known,
    StatusMapping Status,
    IReadOnlyList<StepMapping> Steps)
{
    public const string Format = "lowcode.import/1";

    /// <summary>Every column that the mapping reads, once, in the order of first mention.</summary>
    public IReadOnlyList<string> Columns()
    {
        string?[] single = [KeyColumn, Times.Created, Times.Due, Times.Closed, Department?.CodeColumn, Department?.NameColumn, Class?.Column, Status.Column];
        var values = Fields.Values.Concat(Known.Values).Concat(Steps.SelectMany(s => s.Data.Values)).Concat(Steps.Select(s => s.Comment).OfType<RowValue>());
        return [.. single.OfType<string>().Concat(Steps.Select(s => s.AtColumn).OfType<string>()).Concat(values.SelectMany(v => v.Columns)).Distinct(StringComparer.Ordinal)];
    }
}

/// <param name="TimeZone">IANA name: the zone of the file's local times and of the tenant.</param>
public sealed record ImportTenant(TenantId Id, LocalizedText Name, string TimeZone)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

public sealed record ImportActor(string Login, LocalizedText Name);

/// <param name="Encoding">Name of an encoding in which ASCII characters are single bytes: utf-8 (default), gb18030, windows-1252 ...</param>
/// <param name="Delimiter">One ASCII character; default a comma.</param>
/// <param name="TimeFormats">Formats of .NET, tried in order: <c>MM/dd/yyyy hh:mm:ss tt</c>. One with an offset (<c>zzz</c>, <c>K</c>) needs no zone.</param>
public sealed record ImportFileFormat(string Encoding, char Delimiter, IReadOnlyList<string> TimeFormats);

/// <param name="Due">Null: no row has a due time.</param>
/// <param name="Closed">A row with a value here ends closed, whatever its status says.</param>
public sealed record ImportTimes(string Created, string? Due, string? Closed);

/// <summary>Every code in the column becomes a department of the tenant.</summary>
/// <param name="NameColumn">Where a name stands; of several names the most frequent is taken. Null: the code is the name.</param>
/// <param name="Names">Names that go before those of the column, by code.</param>
public sealed record DepartmentMapping(string CodeColumn, string? NameColumn, IReadOnlyDictionary<string, LocalizedText> Names);

/// <summary>Which dictionary code a row's class is.</summary>
/// <param name="Codes">Code by the column's text. A text that is itself a code of the dictionary needs no line.</param>
/// <param name="Unknown">What becomes of other texts; null: their rows are rejected.</param>
public sealed record ClassMapping(string Column, string Dictionary, IReadOnlyDictionary<string, string> Codes, UnknownClasses? Unknown);

/// <summary>Other texts become the tenant's own entries, published as a release of that tenant.</summary>
/// <param name="Prefix">Codes are made of it and the text.</param>
/// <param name="Parent">The group that they are put under, which is added too; null: roots.</param>
public sealed record UnknownClasses(string Prefix, ClassGroup? Parent);

public sealed record ClassGroup(string Code, LocalizedText Label);

/// <summary>How far a row without a closing time has come.</summary>
/// <param name="WaitsAt">By the column's text: the step whose task stays open.</param>
public sealed record StatusMapping(string Column, IReadOnlyDictionary<string, string> WaitsAt);

/// <summary>How an imported case passes one user task.</summary>
/// <param name="AtColumn">When it was done; null: at the time of creation, and the last step at the time of closing.</param>
public sealed record StepMapping(string Step, string Outcome, string? AtColumn, IReadOnlyDictionary<string, RowValue> Data, RowValue? Comment);
