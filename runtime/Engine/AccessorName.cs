using System.Text;

namespace LowCode.Engine;

/// <summary>How names of variables, inputs, activities and workflows are spelled where they are part of another name.</summary>
internal static class AccessorName
{
    /// <summary>Names that are no identifiers have no accessors, as in Elsa; scripts reach them by <c>getVariable</c> and <c>getInput</c>.</summary>
    public static bool Exists(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    /// <summary>How accessor functions spell a name: <c>order_total</c> is <c>getOrderTotal</c>.</summary>
    public static string Of(string name)
    {
        var accessor = new StringBuilder(name.Length);
        var startsWord = true;
        foreach (var c in name)
        {
            if (c is ' ' or '_' or '-' or '.')
            {
                startsWord = true;
                continue;
            }

            accessor.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        return accessor.ToString();
    }
}
