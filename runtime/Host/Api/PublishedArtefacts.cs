using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Releases;
using LowCode.FormUi;

namespace LowCode.Host.Api;

/// <summary>Artefacts as a body names them: JSON documents as they are, decision models (XML) as a text.</summary>
internal static class PublishedArtefacts
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (IReadOnlyList<Artefact> All, IResult? Refusal) Read(IReadOnlyList<Written>? written)
    {
        if (written is not { Count: > 0 })
        {
            return ([], RequestBodies.Refuse("artefacts", "request.missing-member", Texts.RequestList.With("artefacts")));
        }

        var artefacts = new List<Artefact>();
        foreach (var (index, item) in written.Index())
        {
            var place = $"artefacts/{index}";
            if (item is null)
            {
                return ([], RequestBodies.RefuseNoObject(place));
            }

            if (RequestBodies.RefuseMissing((place + "/kind", item.Kind), (place + "/key", item.Key)) is { } missing)
            {
                return ([], missing);
            }

            if (ContentOf(item.Content) is not { } content)
            {
                return ([], RequestBodies.RefuseNoObject(place + "/content"));
            }

            if (!Word<ArtefactKind>.TryParse(item.Kind, out var kind))
            {
                var kinds = string.Join(", ", Enum.GetNames<ArtefactKind>());
                return ([], RequestBodies.Refuse(place + "/kind", "request.bad-kind", Texts.RequestBadKind.With(place + "/kind", kinds, item.Kind)));
            }

            artefacts.Add(Artefact.Of(kind.Value, item.Key!, content));
        }

        return (artefacts, null);
    }

    private static byte[]? ContentOf(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => Encoding.UTF8.GetBytes(text.GetString()!),
        { ValueKind: JsonValueKind.Object } document => JsonSerializer.SerializeToUtf8Bytes(document, _readable),
        _ => null,
    };

    internal sealed record Written(string? Kind, string? Key, JsonElement? Content);
}
