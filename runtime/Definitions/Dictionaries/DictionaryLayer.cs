namespace LowCode.Definitions.Dictionaries;

/// <summary>Who keeps a dictionary, the widest first.</summary>
public enum DictionaryLayer
{
    /// <summary>A national standard.</summary>
    National,

    Province,

    City,

    /// <summary>The agency itself.</summary>
    Tenant,
}
