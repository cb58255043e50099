using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.FormUi;
using LowCode.Host.Api;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LowCode.Host.Endpoints;

/// <summary>Reads a request into the object that <c>Elsa.HttpEndpoint</c> takes.</summary>
internal static class RequestReader
{
    private static readonly JsonDocumentOptions _json = new() { AllowDuplicateProperties = false };

    /// <param name="limit">Of the endpoint; what is larger is not read, and the endpoint decides what to say.</param>
    /// <param name="hasOwnCredential">The header Authorization was for us, not for the process.</param>
    public static async Task<ReadRequest> ReadAsync(HttpContext http, string path, RouteValueDictionary values, long? limit, bool hasOwnCredential)
    {
        var request = http.Request;
        var content = new JsonObject
        {
            ["method"] = request.Method,
            ["path"] = path,
            ["headers"] = Members(request.Headers.Where(h => !IsSecret(h.Key, hasOwnCredential))),
            ["queryString"] = Members(request.Query),
            ["routeData"] = new JsonObject(values.Select(v => new KeyValuePair<string, JsonNode?>(v.Key, v.Value?.ToString()))),
        };
        if (request.ContentLength > limit)
        {
            content["contentLength"] = request.ContentLength;
            return new ReadRequest(content, null);
        }

        if (request.HasFormContentType)
        {
            await ReadFormAsync(request, content, http.RequestAborted);
            return new ReadRequest(content, null);
        }

        var bytes = await BytesAsync(request, limit, http.RequestAborted);
        content["contentLength"] = bytes.Length;
        try
        {
            content["content"] = bytes.Length > limit || bytes.Length == 0 ? null : Content(bytes, request.ContentType);
        }
        catch (JsonException)
        {
            return new ReadRequest(null, RequestBodies.Refuse("body", "request.not-bound", Texts.RequestNotBound));
        }

        return new ReadRequest(content, null);
    }

    private static async Task<byte[]> BytesAsync(HttpRequest request, long? limit, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int count;

        // One byte more than the limit shows that it is broken.
        while (!(buffer.Length > limit) && (count = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            buffer.Write(chunk, 0, count);
        }

        return buffer.ToArray();
    }

    private static async Task ReadFormAsync(HttpRequest request, JsonObject content, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var files = new JsonArray();
        foreach (var file in form.Files)
        {
            using var buffer = new MemoryStream();
            await file.CopyToAsync(buffer, cancellation);
            files.Add(new JsonObject
            {
                ["name"] = file.FileName,
                ["contentType"] = file.ContentType,
                ["size"] = file.Length,
                ["content"] = Convert.ToBase64String(buffer.GetBuffer(), 0, (int)buffer.Length),
            });
        }

        content["contentLength"] = request.ContentLength ?? form.Files.Sum(f => f.Length);
        content["content"] = Members(form);
        if (files.Count > 0)
        {
            content["files"] = files;
        }
    }

    /// <summary>JSON as it is, a text as a text, anything else in base64.</summary>
    private static JsonNode? Content(byte[] bytes, string? type)
    {
        var isKnown = MediaTypeHeaderValue.TryParse(type, out var media);
        if (isKnown && (media!.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)))
        {
            return JsonNode.Parse(bytes, documentOptions: _json);
        }

        var isText = !isKnown || media!.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || media.SubType.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
        return isText ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);
    }

    private static JsonObject Members(IEnumerable<KeyValuePair<string, StringValues>> values) =>
        new(values.DistinctBy(v => v.Key, StringComparer.Ordinal).Select(v => new KeyValuePair<string, JsonNode?>(v.Key, v.Value switch
        {
            [var single] => single,
            var several => new JsonArray([.. several.Select(s => (JsonNode?)s)]),
        })));

    // What a process is given lies in its journal: sessions and keys do not.
    private static bool IsSecret(string header, bool hasOwnCredential) =>
        header.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase)
        || (hasOwnCredential && header.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase));
}

/// <param name="Refusal">Null: it could be read.</param>
internal sealed record ReadRequest(JsonObject? Request, IResult? Refusal);
