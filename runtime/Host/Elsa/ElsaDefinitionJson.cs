using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.FormUi;
using LowCode.Host.Api;
using LowCode.Work;
using LowCode.Work.Drafts;
using LowCode.Work.People;

namespace LowCode.Host.Elsa;

/// <summary>The shapes in which Elsa Studio reads workflow definitions.</summary>
internal static class ElsaDefinitionJson
{
    /// <summary>A row of a list.</summary>
    public static object Row(ListedVersion version, ElsaLinks links) => new
    {
        id = version.Summary.VersionId,
        definitionId = version.Summary.DefinitionId,
        name = version.Summary.Name,
        description = version.Summary.Description,
        version = version.Summary.Version,
        toolVersion = version.Summary.ToolVersion,
        isLatest = version.IsLatest,
        isPublished = version.IsPublished,
        materializerName = "Json",
        isMaterializerAvailable = true,
        createdAt = Time(version.Summary.CreatedAt),
        isReadonly = version.Summary.IsReadOnly,
        links = links.Of(version.Summary.DefinitionId, version.Summary.IsReadOnly),
    };

    public static object Row(DefinitionVersion version, ElsaLinks links) => Row(new ListedVersion(version.Summary, version.IsLatest, version.IsPublished), links);

    /// <summary>As it is exported, with node ids; what only the server knows is added, and nothing is null.</summary>
    public static JsonObject Whole(DefinitionVersion version, ElsaLinks links, ElsaTypes types)
    {
        var document = JsonNode.Parse(WorkflowWriter.Write(version.Definition), documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!.AsObject();
        document.Remove("$schema");
        foreach (var empty in document.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            document.Remove(empty);
        }

        document["id"] = version.Definition.Id;
        document["definitionId"] = version.Definition.DefinitionId;
        document["version"] = version.Definition.Version;
        document["createdAt"] = Time(version.CreatedAt);
        document["isLatest"] = version.IsLatest;
        document["isPublished"] = version.IsPublished;
        document["isReadonly"] = version.Summary.IsReadOnly;
        document["root"] = types.Known(document["root"]);
        document["links"] = JsonSerializer.SerializeToNode(links.Of(version.Definition.DefinitionId, version.Summary.IsReadOnly), ElsaJson.Options);
        return document;
    }

    public static IResult Answer(DefinitionVersion version, HttpContext http, Actor actor, ElsaTypes types) => EntityTags.Of(
        http, version.Tag, () => Results.Json(Whole(version, new ElsaLinks(http, actor), types), ElsaJson.Options));

    public static object Saved(DefinitionVersion version, bool isAlready, HttpContext http, Actor actor, ElsaTypes types)
    {
        http.Response.Headers.ETag = $"\"{version.Tag}\"";
        return new
        {
            workflowDefinition = Whole(version, new ElsaLinks(http, actor), types),
            alreadyPublished = isAlready,
            consumingWorkflowCount = version.UpdatedConsumers.Count,
            validationErrors = Array.Empty<object>(),
        };
    }

    /// <summary>Elsa tells what is wrong as lists of messages by place; Studio shows them.</summary>
    public static IResult Refused(Rejection rejection) => rejection is { Kind: RejectionKind.Invalid, Problems: { Count: > 0 } problems }
        ? Results.ValidationProblem(
            problems.GroupBy(p => p.Path).ToDictionary(p => p.Key, p => p.Select(m => m.Message).ToArray()),
            rejection.Message,
            title: rejection.Code,
            extensions: new Dictionary<string, object?> { ["problems"] = problems })
        : Answers.Of(rejection);

    /// <summary>False: it is no choice of versions. Empty: all versions.</summary>
    public static bool TrySelector(string? text, VersionSelector byDefault, out VersionSelector selector)
    {
        selector = byDefault;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            selector = new VersionSelector(VersionChoice.AllVersions, number);
            return true;
        }

        var isWord = Word<VersionChoice>.TryParse(text, out var word);
        selector = word.Value;
        return isWord;
    }

    public static IResult RefuseSelector(string text) => RequestBodies.Refuse(
        "versionOptions",
        "request.bad-kind",
        Texts.RequestBadKind.With("versionOptions", string.Join(", ", Enum.GetNames<VersionChoice>().Append("1, 2, 3 …")), text));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture);
}
