using LowCode.Definitions.Dictionaries;

namespace LowCode.Definitions.Forms;

/// <summary>What checking a submission must know beyond the form. Server and browser fill it from the same release.</summary>
/// <param name="Dictionary">A dictionary by id; null: there is none.</param>
/// <param name="DepartmentExists">Whether a department's code is known.</param>
public sealed record FormLookups(Func<string, DictionaryDefinition?> Dictionary, Func<string, bool> DepartmentExists)
{
    /// <summary>The same dictionaries as functions ask them.</summary>
    internal DictionaryLookup Dictionaries { get; } = new(Dictionary);

    /// <summary>Whether somebody has that login. Until it is given everybody does: a browser does not know all people.</summary>
    public Func<string, bool> PersonExists { get; init; } = _ => true;
}
