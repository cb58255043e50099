using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Imports;

/// <summary>
/// Import mappings as JSON. Shape: <c>source</c>, <c>tenant</c> (<c>id</c>, <c>name</c>, <c>timeZone</c>), <c>template</c>,
/// <c>caseType</c>, <c>actor</c> (<c>login</c>, <c>name</c>), <c>file</c> (<c>encoding</c>, <c>delimiter</c>, <c>timeFormats</c>),
/// <c>key</c>, <c>times</c> (<c>created</c>, <c>due</c>, <c>closed</c>), <c>department</c> (<c>code</c>, <c>name</c>, <c>names</c>),
/// <c>class</c> (<c>column</c>, <c>dictionary</c>, <c>codes</c>, <c>addUnknown</c>), <c>fields</c> and <c>known</c> (field key: value), <c>status</c>
/// (<c>column</c>, <c>waitsAt</c>) and <c>steps</c> (list of <c>step</c>, <c>outcome</c>, <c>at</c>, <c>data</c>, <c>comment</c>).
/// </summary>
public static class ImportMappingJson
{
    /// <summary>A mapping, or every problem with its JSON pointer.</summary>
    public static Parsed<ImportMapping> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, ImportMapping.Format, (root, problems) =>
    {
        var tenant = Part(root.Object("tenant"), n => Tenant(n, problems));
        var actor = Part(root.Object("actor"), n => new ImportActor(n.Text("login"), n.Localized("name")));
        var file = Part(root.Object("file"), n => FileFormat(n, problems));
        var times = Part(root.Object("times"), n => new ImportTimes(n.Text("created"), n.OptionalText("due"), n.OptionalText("closed")));
        var department = Part(root.OptionalObject("department"), Department);
        var classes = Part(root.OptionalObject("class"), Classes);
        var fields = root.Map("fields", (e, path) => RowValueJson.Read(e, path, problems));
        var known = root.Map("known", (e, path) => RowValueJson.Read(e, path, problems), isRequired: false);
        var steps = root.List("steps", n => Step(n, problems));
        var status = Part(root.Object("status"), n => new StatusMapping(n.Text("column"), TextMap(n, "waitsAt")));
        var mapping = new ImportMapping(
            root.Text("source"), tenant!, root.Text("template"), root.Text("caseType"), actor!, file!, root.Text("key"), times!,
            department, classes, fields, known, status!, steps);
        if (problems.IsEmpty)
        {
            Check(mapping, root, problems);
        }

        return mapping;
    });

    private static ImportTenant? Tenant(ObjectReader node, ProblemList problems)
    {
        var (id, name, zone) = (node.Text("id"), node.Localized("name"), node.Text("timeZone"));
        if (id.Length > 0 && !TenantId.IsValid(id))
        {
            problems.Add(node.PathOf("id"), "import.tenant", TenantId.MaxLength, id);
        }

        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            problems.Add(node.PathOf("timeZone"), "import.time-zone", zone);
        }

        return problems.IsEmpty ? new ImportTenant(new TenantId(id), name, zone) : null;
    }

    private static ImportFileFormat FileFormat(ObjectReader node, ProblemList problems)
    {
        var encoding = node.OptionalText("encoding") ?? "utf-8";
        var delimiter = node.Any("delimiter") is { } given ? given.ToString() : ",";
        if (TableEncodings.Find(encoding) is null)
        {
            problems.Add(node.PathOf("encoding"), "import.encoding", encoding);
        }

        if (delimiter.Length != 1 || !char.IsAscii(delimiter[0]) || delimiter[0] is '"' or '\r' or '\n')
        {
            problems.Add(node.PathOf("delimiter"), "import.delimiter", delimiter);
        }

        return new ImportFileFormat(encoding, delimiter.FirstOrDefault(), node.Texts("timeFormats"));
    }

    private static DepartmentMapping Department(ObjectReader node)
    {
        var names = node.OptionalObject("names");
        var mapping = new DepartmentMapping(
            node.Text("code"),
            node.OptionalText("name"),
            names?.Names.ToDictionary(c => c, names.Localized, StringComparer.Ordinal) ?? []);
        return mapping;
    }

    private static ClassMapping Classes(ObjectReader node)
    {
        var unknown = Part(node.OptionalObject("addUnknown"), n =>
        {
            var parent = Part(n.OptionalObject("parent"), p => new ClassGroup(p.Text("code"), p.Localized("label")));
            return new UnknownClasses(n.Text("prefix"), parent);
        });
        return new ClassMapping(node.Text("column"), node.Text("dictionary"), TextMap(node, "codes"), unknown);
    }

    private static StepMapping Step(ObjectReader node, ProblemList problems) => new(
        node.Text("step"),
        node.Text("outcome"),
        node.OptionalText("at"),
        node.Map("data", (e, path) => RowValueJson.Read(e, path, problems), isRequired: false),
        node.Any("comment") is { } comment ? RowValueJson.Read(comment, node.PathOf("comment"), problems) : null);

    /// <summary>What one part says about another.</summary>
    private static void Check(ImportMapping mapping, ObjectReader root, ProblemList problems)
    {
        foreach (var (i, step) in mapping.Steps.Index().Where(s => mapping.Steps.Take(s.Index).Any(earlier => earlier.Step == s.Item.Step)))
        {
            problems.Add(JsonPointer.Append(JsonPointer.Append(root.PathOf("steps"), i), "step"), "import.step-twice", step.Step);
        }

        foreach (var (status, step) in mapping.Status.WaitsAt.Where(w => mapping.Steps.All(s => s.Step != w.Value)))
        {
            problems.Add(JsonPointer.Append("/status/waitsAt", status), "import.step-unknown", string.Join(", ", mapping.Steps.Select(s => s.Step)), step);
        }

        var values = mapping.Fields.Values.Concat(mapping.Known.Values).Concat(mapping.Steps.SelectMany(s => s.Data.Values)).ToList();
        if (mapping.Class is null && values.OfType<RowValue.ClassCode>().Any())
        {
            problems.Add(root.PathOf("class"), "document.missing-member", "class");
        }

        if (mapping.Department is null && values.OfType<RowValue.DepartmentCode>().Any())
        {
            problems.Add(root.PathOf("department"), "document.missing-member", "department");
        }
    }

    private static IReadOnlyDictionary<string, string> TextMap(ObjectReader node, string name)
    {
        var map = node.OptionalObject(name);
        var texts = map?.Names.ToDictionary(k => k, map.Text, StringComparer.Ordinal) ?? [];
        map?.Finish();
        return texts;
    }

    private static T? Part<T>(ObjectReader? node, Func<ObjectReader, T?> read)
        where T : class
    {
        var part = node is null ? null : read(node);
        node?.Finish();
        return part;
    }
}
