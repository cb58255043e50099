using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <summary>A typed column that entries may fill.</summary>
/// <param name="Key">Its member in documents, its column in files, its name in expressions.</param>
public sealed record DictionaryAttribute(string Key, LocalizedText Label, AttributeType Type)
{
    /// <summary>Code of the department that handles it by default, where the dictionary holds classes of cases.</summary>
    public const string Department = "department";

    /// <summary>Hours from acceptance to closure, where the dictionary holds classes of cases; above 0.</summary>
    public const string LimitHours = "limitHours";
}

public enum AttributeType
{
    Text,
    Integer,
    Number,
    Boolean,
    Date,

    /// <summary>Code of one of the tenant's departments.</summary>
    Department,
}
