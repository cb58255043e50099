using System.Xml.Linq;

namespace LowCode.Tests.DmnTck;

/// <summary>Reads the published kit: <c>level/folder/*.dmn</c> and <c>level/folder/*.xml</c>.</summary>
public static class TckKit
{
    private static readonly XNamespace _tck = "http://www.omg.org/spec/DMN/20160719/testcase";
    private static readonly XNamespace _xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The files that matter, by path relative to <paramref name="folder"/> with forward slashes.</summary>
    public static IReadOnlyDictionary<string, string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".dmn" or ".xml")
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    public static IReadOnlyList<TckSuite> Read(IReadOnlyDictionary<string, string> files) =>
    [
        .. from file in files
           where file.Key.EndsWith(".xml", StringComparison.Ordinal) && file.Key.Split('/').Length == 3
           orderby file.Key
           select Suite(file.Key, file.Value, files),
    ];

    private static TckSuite Suite(string path, string text, IReadOnlyDictionary<string, string> files)
    {
        var parts = path.Split('/');
        var prefix = $"{parts[0]}/{parts[1]}/";
        var root = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        var model = prefix + root.Element(_tck + "modelName")!.Value;
        var others = files.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal) && f.Key.EndsWith(".dmn", StringComparison.Ordinal) && f.Key != model);
        return new TckSuite(parts[0], parts[1], parts[2], files[model], [.. others.Select(o => o.Value)], [.. root.Elements(_tck + "testCase").Select(Case)]);
    }

    private static TckCase Case(XElement element) => new(
        element.Attribute("id")?.Value ?? "",
        element.Attribute("type")?.Value == "decisionService" ? element.Attribute("invocableName")?.Value : null,
        [.. element.Elements(_tck + "inputNode").Select(i => new TckInput(i.Attribute("name")!.Value, i.Attribute("namespace")?.Value, Value(i)))],
        [.. element.Elements(_tck + "resultNode").Select(Result)]);

    private static TckResult Result(XElement element) => new(
        element.Attribute("name")!.Value,
        element.Element(_tck + "expected") is { } expected ? Value(expected) : new TckValue.Nil(),
        element.Attribute("errorResult")?.Value == "true");

    private static TckValue Value(XElement holder)
    {
        if (IsNil(holder))
        {
            return new TckValue.Nil();
        }

        if (holder.Element(_tck + "list") is { } list)
        {
            return IsNil(list) ? new TckValue.Nil() : new TckValue.List([.. list.Elements(_tck + "item").Select(Value)]);
        }

        if (holder.Elements(_tck + "component").ToList() is { Count: > 0 } components)
        {
            return new TckValue.Components([.. components.Select(c => KeyValuePair.Create(c.Attribute("name")!.Value, Value(c)))]);
        }

        return holder.Element(_tck + "value") is not { } value || IsNil(value) ? new TckValue.Nil() : new TckValue.Scalar(value.Value, TypeOf(value));
    }

    private static bool IsNil(XElement element) => element.Attribute(_xsi + "nil")?.Value is "true" or "1";

    private static string? TypeOf(XElement value) => value.Attribute(_xsi + "type")?.Value.Split(':')[^1];
}
