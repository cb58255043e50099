namespace LowCode.Definitions.FormImports.XPath;

/// <summary>A function that is called, and what is made of its arguments.</summary>
internal sealed record XPathCall(XPathTranslator Translator, string Name, IReadOnlyList<XPathNode> Arguments)
{
    public int Count => Arguments.Count;

    public FeelPart Part(int index) => Translator.Part(Arguments[index]);

    public FeelPart Number(int index) => Translator.Number(Arguments[index]);

    public FeelPart Text(int index) => Translator.Text(Arguments[index]);

    public FeelPart Truth(int index) => Translator.Truth(Arguments[index]);

    public FeelPart Date(int index) => Translator.Converted(Arguments[index], Conversions.Date);

    public string? Literal(int index) => Arguments[index] is XPathNode.Text text ? text.Value : null;

    public FeelPart Fail() => Translator.Fail("no-function", XPathTranslator.Print(new XPathNode.Call(Name, Arguments)));

    public FeelPart Call(string function, XPathKind kind, params FeelPart[] arguments) => FeelPart.Call(function, kind, arguments);
}
