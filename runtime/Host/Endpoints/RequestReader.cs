using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Contents;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Endpoints;

/// <summary>
/// Reads a request into the object that <c>Elsa.HttpEndpoint</c> takes. What is large goes to the disk as it comes; what stands for it is beside
/// the object.
/// </summary>
/// <param name="instance">That it is for; contents are kept as its own.</param>
/// <param name="isPublic">Nobody of the tenant said who they are. Else the header Authorization was for us, not for the process.</param>
internal sealed class RequestReader(HttpContext http, KeepContents contents, TenantId tenant, InstanceId instance, bool isPublic)
{
    /// <summary>What a form may need around its files.</summary>
    private const int Frame = 64 * 1024;

    /// <summary>Of one form: each is a row and a file of its own.</summary>
    private const int MostFiles = 20;

    private static readonly JsonDocumentOptions _json = new() { AllowDuplicateProperties = false };

    private readonly List<ContentReference> _kept = [];
    private readonly List<ContentReference> _files = [];
    private ContentReference? _body;

    /// <summary>What was kept; of no use where the request does not come to its instance.</summary>
    public IReadOnlyList<ContentReference> Kept => _kept;

    /// <summary>Null: all of the request is in its object.</summary>
    public RequestContents? Contents => _kept.Count > 0 ? new RequestContents(_body, _files) : null;

    /// <param name="limit">Of the endpoint; what is larger is not read to its end, and the endpoint decides what to say.</param>
    public async Task<ReadRequest> ReadAsync(string path, RouteValueDictionary values, long? limit)
    {
        var request = http.Request;
        var content = new JsonObject
        {
            ["method"] = request.Method,
            ["path"] = path,
            ["headers"] = Members(request.Headers.Where(h => !IsSecret(h.Key, h.Value))),
            ["queryString"] = Members(request.Query),
            ["routeData"] = new JsonObject(values.Select(v => new KeyValuePair<string, JsonNode?>(v.Key, v.Value?.ToString()))),
        };
        if (SentValues.Refusal(content, "") is { } unfit)
        {
            return new ReadRequest(null, unfit);
        }

        if (request.ContentLength > limit)
        {
            content["contentLength"] = request.ContentLength;
            return new ReadRequest(content, null);
        }

        var most = Raise(limit);
        try
        {
            var refusal = await (request.HasFormContentType ? ReadFormAsync(content) : ReadBodyAsync(content, limit));
            return refusal is null ? new ReadRequest(content, null) : new ReadRequest(null, refusal);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new ReadRequest(null, Results.Problem(
                title: "endpoint.too-large", detail: Texts.EndpointTooLarge.With(most ?? 0), statusCode: StatusCodes.Status413PayloadTooLarge));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or DecoderFallbackException || (e is IOException and not BadHttpRequestException && request.HasFormContentType))
        {
            return new ReadRequest(null, RequestBodies.Refuse("body", "request.not-bound", Texts.RequestNotBound));
        }
    }

    /// <summary>An endpoint may take more than the server takes elsewhere, up to what the deployment takes as a file.</summary>
    /// <returns>What the server takes of this request, in bytes; null: anything.</returns>
    private long? Raise(long? limit)
    {
        var size = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is { IsReadOnly: false } && limit + Frame > size.MaxRequestBodySize)
        {
            size.MaxRequestBodySize = Math.Max(size.MaxRequestBodySize.GetValueOrDefault(), Math.Min(limit.GetValueOrDefault(), contents.MostOf(isPublic)) + Frame);
        }

        return size?.MaxRequestBodySize;
    }

    /// <summary>Null: it was read, or is too large for the endpoint.</summary>
    private async Task<IResult?> ReadBodyAsync(JsonObject content, long? limit)
    {
        var (request, cancellation) = (http.Request, http.RequestAborted);
        var form = FormOf(request.ContentType);
        var head = await request.BodyReader.ReadAtLeastAsync(KeepContents.MostInline + 1, cancellation);
        if (head.Buffer.Length <= KeepContents.MostInline)
        {
            var bytes = head.Buffer.ToArray();
            request.BodyReader.AdvanceTo(head.Buffer.End);
            content["contentLength"] = bytes.Length;
            content["content"] = bytes.Length > limit || bytes.Length == 0 ? null : Inline(bytes, form);
            return SentValues.Refusal(content["content"], "body");
        }

        request.BodyReader.AdvanceTo(head.Buffer.Start);
        await using var body = request.BodyReader.AsStream(leaveOpen: true);

        // One byte more than the limit shows that it is broken.
        if (await KeepAsync(form, request.ContentType, body, limit ?? long.MaxValue - 1) is not { } kept)
        {
            content["contentLength"] = limit + 1;
            return null;
        }

        if (form == ContentForm.Json)
        {
            await using var written = contents.Open(tenant, kept);
            using var valid = await JsonDocument.ParseAsync(written, _json, cancellation);
        }

        content["contentLength"] = kept.Bytes;
        _body = kept;
        return null;
    }

    /// <summary>Null: it was read.</summary>
    private async Task<IResult?> ReadFormAsync(JsonObject content)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files.Count > MostFiles)
        {
            return RequestBodies.Refuse("files", "endpoint.too-many-files", Texts.EndpointFiles.With(MostFiles, form.Files.Count));
        }

        var fields = Members(form);
        if ((SentValues.Refusal(fields, "body") ?? form.Files.Select((f, i) => SentValues.Refusal(f.FileName, $"files/{i}")).FirstOrDefault(r => r is not null)) is { } unfit)
        {
            return unfit;
        }

        var files = new JsonArray();
        foreach (var file in form.Files)
        {
            await using var bytes = file.OpenReadStream();
            _files.Add((await KeepAsync(ContentForm.Base64, file.ContentType, bytes, long.MaxValue - 1))!);
            files.Add(new JsonObject
            {
                ["name"] = file.FileName,
                ["contentType"] = file.ContentType,
                ["size"] = file.Length,
            });
        }

        content["contentLength"] = http.Request.ContentLength ?? form.Files.Sum(f => f.Length);
        content["content"] = await FieldsAsync(fields);
        if (files.Count > 0)
        {
            content["files"] = files;
        }

        return null;
    }

    private async Task<JsonNode?> FieldsAsync(JsonObject fields)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(fields);
        if (bytes.Length <= KeepContents.MostInline)
        {
            return fields;
        }

        _body = await KeepAsync(ContentForm.Json, "application/json", new MemoryStream(bytes), long.MaxValue - 1);
        return null;
    }

    private async Task<ContentReference?> KeepAsync(ContentForm form, string? mediaType, Stream content, long most)
    {
        var kept = await contents.KeepAsync(tenant, instance, form, mediaType ?? "", content, most, http.RequestAborted);
        if (kept is not null)
        {
            _kept.Add(kept);
        }

        return kept;
    }

    /// <summary>JSON as it is, a text as a text, anything else in base64.</summary>
    private static ContentForm FormOf(string? type)
    {
        var isKnown = MediaTypeHeaderValue.TryParse(type, out var media);
        if (isKnown && (media!.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        {
            return ContentForm.Json;
        }

        return !isKnown || media!.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || media.SubType.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            ? ContentForm.Text
            : ContentForm.Base64;
    }

    private static JsonNode? Inline(byte[] bytes, ContentForm form) => form switch
    {
        ContentForm.Json => JsonNode.Parse(bytes, documentOptions: _json),
        ContentForm.Text => Encoding.UTF8.GetString(bytes),
        _ => Convert.ToBase64String(bytes),
    };

    private static JsonObject Members(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        new(values.DistinctBy(v => v.Key, StringComparer.Ordinal).Select(v => new KeyValuePair<string, JsonNode?>(v.Key, v.Value switch
        {
            [var single] => single,
            var several => new JsonArray([.. several.Select(s => (JsonNode?)s)]),
        })));

    // What a process is given lies in its journal: sessions and keys do not.
    private bool IsSecret(string header, StringValues values) =>
        header.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase)
        || (!isPublic && header.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase))
        || OwnCredentials.AreIn(http, header, values);
}

/// <param name="Refusal">Null: it could be read.</param>
internal sealed record ReadRequest(JsonObject? Request, IResult? Refusal);
