using System.Globalization;
using System.Net;
using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Engine.Incidents;

namespace LowCode.Engine.Http;

/// <summary>Values of inputs in the forms that HTTP wants.</summary>
internal static class HttpValues
{
    /// <summary>A number, or a name of <see cref="HttpStatusCode"/>.</summary>
    /// <exception cref="ActivityFaultException">It is neither.</exception>
    public static int StatusCode(object? value)
    {
        var text = DataValue.ToText(value);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 100 and <= 999
            ? number
            : Enum.TryParse<HttpStatusCode>(text, ignoreCase: true, out var named) && Enum.IsDefined(named)
                ? (int)named
                : throw new ActivityFaultException("http.status", text);
    }

    /// <summary>Headers by name; of several values of one, all, separated by commas.</summary>
    /// <remarks>Names differ in more than their letter case; of two that do not, the last counts.</remarks>
    public static Dictionary<string, string> Headers(object? value)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, member) in value as DataObject ?? DataObject.Empty)
        {
            headers[name] = Header(member);
        }

        return headers;
    }

    public static string Header(object? value) => value is object?[] several ? string.Join(", ", several.Select(DataValue.ToText)) : DataValue.ToText(value);

    /// <summary>The content as a text with its type: what is no text is JSON.</summary>
    public static (string? Content, string? Type) Content(object? value, string? type) => value switch
    {
        null => (null, null),
        string text => (text, string.IsNullOrEmpty(type) ? "text/plain" : type),
        _ => (DataValue.ToJson(value), string.IsNullOrEmpty(type) ? "application/json" : type),
    };

    /// <summary>JSON as data, anything else as the text that it is.</summary>
    public static object? Parsed(string? content, string? type)
    {
        if (string.IsNullOrEmpty(content) || !HttpAnswer.SaysJson(type))
        {
            return content;
        }

        try
        {
            return DataValue.Parse(content);
        }
        catch (JsonException)
        {
            return content;
        }
    }

    public static DataObject Data(IEnumerable<KeyValuePair<string, string>> headers) =>
        new(headers.Select(h => new KeyValuePair<string, object?>(h.Key, h.Value)));
}
