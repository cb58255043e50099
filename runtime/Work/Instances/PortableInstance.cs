using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LowCode.Work.Instances;

/// <summary>An instance as a file carries it, with all that it needs to go on somewhere else.</summary>
/// <param name="Format">Layout of this record.</param>
/// <param name="Snapshot">The engine's own state.</param>
/// <param name="RowVersion">Of the last burst; an imported instance counts on from there.</param>
/// <param name="CaseId">Null: it runs without a case.</param>
/// <param name="History">Its journal, oldest first; empty where it was not asked for.</param>
/// <param name="Contents">What is kept beside it and its state names; null: nothing, or it was too large for a file.</param>
public sealed record PortableInstance(
    int Format,
    string Tenant,
    string InstanceId,
    string DefinitionId,
    string DefinitionVersionId,
    int DefinitionVersion,
    string DefinitionHash,
    byte[] Snapshot,
    long RowVersion,
    string? CaseId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<JournalRow> History,
    IReadOnlyList<PortableContent>? Contents = null)
{
    public const int CurrentFormat = 1;

    /// <summary>The member of an exported file that holds it, beside Elsa's own.</summary>
    public const string Member = "LowCode";

    /// <summary>The member that stands in the file instead, true, where the reader saw masks.</summary>
    public const string MaskedMember = "LowCodeMasked";

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public JsonNode ToNode() => JsonSerializer.SerializeToNode(this, _options)!;

    /// <exception cref="JsonException">It is no JSON, or cut off.</exception>
    internal static bool IsMasked(byte[] file)
    {
        using var document = JsonDocument.Parse(file);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(MaskedMember, out _);
    }

    /// <summary>Null: the file is of another engine.</summary>
    /// <exception cref="JsonException">It is no such file, or cut off.</exception>
    internal static PortableInstance? Read(byte[] file)
    {
        using var document = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Member, out var own)
            ? own.Deserialize<PortableInstance>(_options)
            : null;
    }
}

/// <param name="Id">As the state names it.</param>
public sealed record PortableContent(string Id, string MediaType, byte[] Bytes);
