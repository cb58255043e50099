namespace LowCode.Definitions.FormImports.XPath;

/// <summary>A piece of FEEL with what it yields and how tightly it binds.</summary>
/// <param name="Level">See the constants: an operand that binds less than its operator needs parentheses.</param>
internal sealed record FeelPart(string Text, XPathKind Kind, int Level = FeelPart.Atom)
{
    public const int Condition = 0;
    public const int Or = 1;
    public const int And = 2;
    public const int Compare = 3;
    public const int Add = 4;
    public const int Multiply = 5;
    public const int Power = 6;
    public const int Unary = 7;
    public const int Atom = 9;

    public static FeelPart Null { get; } = new("null", XPathKind.Unknown);

    /// <summary>What it names; null where it is computed.</summary>
    public XPathName? Name { get; init; }

    /// <summary>Neither null nor an error, whatever is not filled.</summary>
    public bool IsSure { get; init; }

    public XPathKind ItemKind => Name?.ItemKind ?? XPathKind.Unknown;

    /// <summary>As an operand of something that binds as tightly as this.</summary>
    public string In(int level) => Level < level ? $"({Text})" : Text;

    public static FeelPart Of(XPathName name) => new(name.Feel, name.Kind) { Name = name };

    public static FeelPart Call(string function, XPathKind kind, params FeelPart[] arguments) =>
        new($"{function}({string.Join(", ", arguments.Select(a => a.Text))})", kind);
}
