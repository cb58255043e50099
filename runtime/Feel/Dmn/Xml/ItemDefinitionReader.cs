using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Reads types with their constraints.</summary>
internal static class ItemDefinitionReader
{
    public static ItemDefinition Read(ElementCursor cursor) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        TypeRef = cursor.Text("typeRef")?.Trim(),
        TypeLanguage = cursor.Attribute("typeLanguage"),
        IsCollection = Flag(cursor, "isCollection"),
        AllowedValues = Tests(cursor.CursorAt("allowedValues")),
        TypeConstraint = Tests(cursor.CursorAt("typeConstraint")),
        Components = [.. cursor.Children("itemComponent").Select(Read)],
        Function = cursor.CursorAt("functionItem") is { } function ? Function(function) : null,
        Notes = cursor.Notes(),
    };

    public static InformationItem Item(ElementCursor cursor) =>
        new(cursor.RequiredAttribute("name"), cursor.Attribute("typeRef"), cursor.Notes());

    public static UnaryTestsText? Tests(ElementCursor? cursor) =>
        cursor is null ? null : new(cursor.Text("text") ?? "", cursor.Attribute("expressionLanguage"), cursor.Notes());

    private static FunctionItem Function(ElementCursor cursor) =>
        new([.. cursor.Children("parameters").Select(Item)], cursor.Attribute("outputTypeRef"), cursor.Notes());

    private static bool Flag(ElementCursor cursor, string name)
    {
        switch (cursor.Attribute(name)?.Trim())
        {
            case "true" or "1":
                return true;
            case null or "false" or "0":
                return false;
            case var other:
                cursor.Report("dmn.not-boolean", name, other);
                return false;
        }
    }
}
